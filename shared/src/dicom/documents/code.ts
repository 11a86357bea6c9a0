/** Coded concepts (PS3.3 8.8). */
import type { Charset } from '../charset.ts';
import { type FieldKey, itemsOf, localText, plainText } from '../values.ts';
import type { DataItem } from '../walk.ts';
import { documentFields as fields } from './document-tags.ts';

export interface Code {
  value: string;
  scheme: string;
  meaning: string;
}

/** The first code of a sequence; its meaning, or its value where it has none. */
export function readCode(item: DataItem, sequence: FieldKey, charset: Charset): Code | undefined {
  const [code] = itemsOf(item, sequence);
  if (code === undefined) return undefined;
  const value = plainText(code, fields.codeValue) ?? plainText(code, fields.longCodeValue) ?? '';
  const meaning = localText(code, fields.codeMeaning, charset, 256) ?? value.slice(0, 256);
  return { value, scheme: plainText(code, fields.codingSchemeDesignator) ?? '', meaning };
}

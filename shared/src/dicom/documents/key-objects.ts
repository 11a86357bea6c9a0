/** Key object selections (PS3.3 A.35.4, PS3.16 TID 2010). */
import type { KeyObjectSelection } from '../../document-content.ts';
import { itemsOf, localParagraph, plainText } from '../values.ts';
import { readCode } from './code.ts';
import { documentFields as fields } from './document-tags.ts';
import { type DataSet, charsetWithin } from './read-data-set.ts';
import { type FindInstance, maxReferences, readReference } from './references.ts';

/** Document Title Modifier, and Key Object Description (PS3.16 TID 2010). */
const titleModifier = '113011';
const keyObjectDescription = '113012';

export function readKeyObjects({ root, charset }: DataSet, find: FindInstance): KeyObjectSelection {
  const selection: KeyObjectSelection = {
    kind: 'ko',
    title: readCode(root, fields.conceptNameCodeSequence, charset)?.meaning ?? 'Key objects',
    modifiers: [],
    references: [],
  };
  for (const item of itemsOf(root, fields.contentSequence)) {
    const own = charsetWithin(item, charset);
    const concept = readCode(item, fields.conceptNameCodeSequence, own);
    const valueType = plainText(item, fields.valueType);
    if (valueType === 'CODE' && concept?.value === titleModifier && selection.modifiers.length < 32) {
      const modifier = readCode(item, fields.conceptCodeSequence, own);
      if (modifier !== undefined) selection.modifiers.push(modifier.meaning);
    } else if (valueType === 'TEXT' && concept?.value === keyObjectDescription) {
      const text = localParagraph(item, fields.textValue, own, 32_768);
      if (text !== undefined) selection.description = text;
    } else if (valueType === 'IMAGE' || valueType === 'COMPOSITE' || valueType === 'WAVEFORM') {
      const left = maxReferences - selection.references.length;
      for (const one of itemsOf(item, fields.referencedSOPSequence).slice(0, left))
        selection.references.push(readReference(one, find));
    }
  }
  return selection;
}

/** What a disc's directory says of objects that are no images, beyond their paths and UIDs (PS3.3 F.5). */
import type { Charset } from './charset.ts';
import { documentKind } from './documents/document-kind.ts';
import { documentFields as fields } from './documents/document-tags.ts';
import { charsetWithin, readDataSet } from './documents/read-data-set.ts';
import type { TagField } from './tags.ts';
import { itemsOf, localText, plainText } from './values.ts';
import type { DataItem } from './walk.ts';

/** A text as it stands in the file, its backslashes in it, or the items of a sequence. */
export interface DirectoryKey {
  tag: number;
  vr: string;
  value: string | DirectoryKey[][];
}

const own = {
  seriesInstanceUID: { tag: 0x0020000e, vr: 'UI' },
  hl7InstanceIdentifier: { tag: 0x0040e001, vr: 'ST' },
} as const satisfies Record<string, TagField>;

const texts: readonly string[] = ['LO', 'ST', 'PN', 'SH'];
const maxText = 1024;

type Keys = Readonly<Record<'sr' | 'ko' | 'pr' | 'file', readonly TagField[]>>;

/** PS3.3 F.5: SR DOCUMENT, KEY OBJECT DOC, PRESENTATION, ENCAP DOC. */
const plainKeys: Keys = {
  sr: [fields.contentDate, fields.contentTime, fields.completionFlag, fields.verificationFlag],
  ko: [fields.contentDate, fields.contentTime],
  pr: [
    fields.contentLabel,
    fields.contentDescription,
    fields.presentationCreationDate,
    fields.presentationCreationTime,
    fields.contentCreatorName,
  ],
  file: [
    fields.contentDate,
    fields.contentTime,
    own.hl7InstanceIdentifier,
    fields.documentTitle,
    fields.mimeType,
  ],
};

/** Ascending by tag; nothing for images, and for what cannot be read. What the file lacks is left out. */
export function readDirectoryKeys(bytes: Uint8Array, sopClassUID: string): DirectoryKey[] {
  const kind = documentKind(sopClassUID);
  if (kind === 'other') return [];
  const read = readDataSet(bytes, { ...fields, ...own });
  if (read === undefined) return [];
  const { root, charset } = read;
  const keys = plainKeys[kind].flatMap((field) => keyOf(root, field, charset));
  if (kind === 'pr') keys.push(...referencedSeries(root));
  else keys.push(...codeOf(root, fields.conceptNameCodeSequence, charset));
  if (kind === 'sr') keys.push(...verification(root, charset));
  if (kind === 'sr' || kind === 'ko') keys.push(...modifiers(root, charset));
  return keys.sort((a, b) => a.tag - b.tag);
}

function keyOf(item: DataItem, field: TagField, charset: Charset): DirectoryKey[] {
  const value = texts.includes(field.vr) ? localText(item, field, charset, maxText) : plainText(item, field);
  return value === undefined ? [] : [{ tag: field.tag, vr: field.vr, value }];
}

const sequenceOf = ({ tag }: TagField, items: DirectoryKey[][]): DirectoryKey[] =>
  items.length === 0 ? [] : [{ tag, vr: 'SQ', value: items }];

function codeOf(item: DataItem, sequence: TagField, charset: Charset): DirectoryKey[] {
  const [code] = itemsOf(item, sequence);
  if (code === undefined) return [];
  const parts = [fields.codeValue, fields.codingSchemeDesignator, fields.codeMeaning];
  return sequenceOf(sequence, [parts.flatMap((field) => keyOf(code, field, charset))]);
}

/** The last verification counts (F.5: the most recent one). */
function verification(root: DataItem, charset: Charset): DirectoryKey[] {
  const times = itemsOf(root, fields.verifyingObserverSequence).flatMap((observer) =>
    keyOf(observer, fields.verificationDateTime, charset),
  );
  return times.slice(-1);
}

/** What qualifies the title: children of the root that are related as HAS CONCEPT MOD. */
function modifiers(root: DataItem, charset: Charset): DirectoryKey[] {
  const items = itemsOf(root, fields.contentSequence)
    .filter((item) => plainText(item, fields.relationshipType) === 'HAS CONCEPT MOD')
    .map((item) => {
      const within = charsetWithin(item, charset);
      return [
        ...keyOf(item, fields.relationshipType, within),
        ...keyOf(item, fields.valueType, within),
        ...codeOf(item, fields.conceptNameCodeSequence, within),
        ...codeOf(item, fields.conceptCodeSequence, within),
      ];
    });
  return sequenceOf(fields.contentSequence, items);
}

function referencedSeries(root: DataItem): DirectoryKey[] {
  const uid = (item: DataItem, { tag, vr }: TagField): DirectoryKey[] => {
    const value = plainText(item, { tag, vr });
    return value === undefined ? [] : [{ tag, vr, value }];
  };
  const items = itemsOf(root, fields.referencedSeriesSequence).map((series) => [
    ...sequenceOf(
      fields.referencedImageSequence,
      itemsOf(series, fields.referencedImageSequence).map((image) => [
        ...uid(image, fields.referencedSOPClassUID),
        ...uid(image, fields.referencedSOPInstanceUID),
      ]),
    ),
    ...uid(series, own.seriesInstanceUID),
  ]);
  return sequenceOf(fields.referencedSeriesSequence, items);
}

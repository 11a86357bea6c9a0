/** SR documents (PS3.3 A.35, C.17) as a tree of things to read. */
import type { SrNode, StructuredReport } from '../../document-content.ts';
import type { Charset } from '../charset.ts';
import { cut } from '../cut.ts';
import { parsePersonName } from '../person-name.ts';
import { present } from '../present.ts';
import {
  type FieldKey,
  itemsOf,
  localParagraph,
  localText,
  numbers,
  plainText,
  plainTexts,
} from '../values.ts';
import type { DataItem } from '../walk.ts';
import { readCode } from './code.ts';
import { readableDate, readableDateTime, readableTime } from './dicom-times.ts';
import { documentFields as fields } from './document-tags.ts';
import { type DataSet, charsetWithin } from './read-data-set.ts';
import { type FindInstance, readReference } from './references.ts';

const maxNodes = 20_000;
const maxTextCharacters = 32_768;
const maxPoints = 10_000;
/** Characters of all texts together: the answer is one response. */
const maxTotalCharacters = 4_000_000;

interface Reading {
  find: FindInstance;
  nodesLeft: number;
  charactersLeft: number;
  truncated: boolean;
}

export function readStructuredReport({ root, charset }: DataSet, find: FindInstance): StructuredReport {
  const reading: Reading = {
    find,
    nodesLeft: maxNodes,
    charactersLeft: maxTotalCharacters,
    truncated: false,
  };
  const tree = readNode(root, charset, reading);
  const flag = <T extends string>(key: FieldKey, allowed: readonly T[]): T | undefined =>
    allowed.find((value) => value === plainText(root, key));
  return {
    kind: 'sr',
    title: tree.name ?? 'Report',
    ...present({
      completionFlag: flag(fields.completionFlag, ['PARTIAL', 'COMPLETE']),
      verificationFlag: flag(fields.verificationFlag, ['UNVERIFIED', 'VERIFIED']),
      preliminaryFlag: flag(fields.preliminaryFlag, ['PRELIMINARY', 'FINAL']),
      contentDate: shortText(root, fields.contentDate, 16),
      contentTime: shortText(root, fields.contentTime, 32),
    }),
    verifiedBy: itemsOf(root, fields.verifyingObserverSequence)
      .slice(0, 32)
      .flatMap((observer) => readObserver(observer, charsetWithin(observer, charset))),
    root: tree,
    truncated: reading.truncated,
  };
}

const shortText = (item: DataItem, key: FieldKey, max: number): string | undefined => {
  const text = plainText(item, key);
  return text === undefined ? undefined : cut(text, max);
};

function readObserver(item: DataItem, charset: Charset): StructuredReport['verifiedBy'] {
  const name = parsePersonName(localText(item, fields.verifyingObserverName, charset, 1024) ?? '');
  if (name === undefined) return [];
  const facts = present({
    organization: localText(item, fields.verifyingOrganization, charset, 256),
    dateTime: shortText(item, fields.verificationDateTime, 32),
  });
  return [{ name, ...facts }];
}

function readNode(item: DataItem, outer: Charset, reading: Reading): SrNode {
  const charset = charsetWithin(item, outer);
  const valueType = cut(plainText(item, fields.valueType) ?? 'REFERENCE', 16);
  const node: SrNode = {
    ...present({
      relationship: shortText(item, fields.relationshipType, 32),
      name: readCode(item, fields.conceptNameCodeSequence, charset)?.meaning,
      continuous: plainText(item, fields.continuityOfContent) === 'CONTINUOUS' ? true : undefined,
    }),
    valueType,
    ...readValue(item, valueType, charset, reading),
    children: [],
  };
  if (node.value !== undefined) {
    const kept = cut(node.value, Math.max(0, reading.charactersLeft));
    if (kept.length < node.value.length) reading.truncated = true;
    reading.charactersLeft -= kept.length;
    node.value = kept;
  }
  for (const child of itemsOf(item, fields.contentSequence)) {
    if (reading.nodesLeft <= 0) {
      reading.truncated = true;
      break;
    }
    reading.nodesLeft -= 1;
    node.children.push(readNode(child, charset, reading));
  }
  return node;
}

type Value = Pick<SrNode, 'value' | 'person' | 'references' | 'graphic'>;

const worded = (value: string | undefined): Value => (value === undefined ? {} : { value });
const mapped = (value: string | undefined, format: (text: string) => string): Value =>
  value === undefined ? {} : { value: format(cut(value, 64)) };

function readValue(item: DataItem, valueType: string, charset: Charset, reading: Reading): Value {
  switch (valueType) {
    case 'TEXT':
      return worded(localParagraph(item, fields.textValue, charset, maxTextCharacters));
    case 'CODE':
      return worded(readCode(item, fields.conceptCodeSequence, charset)?.meaning);
    case 'NUM':
      return worded(readMeasurement(item, charset));
    case 'DATE':
      return mapped(plainText(item, fields.date), readableDate);
    case 'TIME':
      return mapped(plainText(item, fields.time), readableTime);
    case 'DATETIME':
      return mapped(plainText(item, fields.dateTime), readableDateTime);
    case 'UIDREF':
      return worded(shortText(item, fields.uid, 128));
    case 'PNAME': {
      const person = parsePersonName(localText(item, fields.personNameValue, charset, 1024) ?? '');
      return person === undefined ? {} : { person };
    }
    case 'IMAGE':
    case 'COMPOSITE':
    case 'WAVEFORM': {
      const references = itemsOf(item, fields.referencedSOPSequence)
        .slice(0, 1000)
        .map((one) => readReference(one, reading.find));
      return references.length === 0 ? {} : { references };
    }
    case 'SCOORD':
      return readGraphic(item);
    case 'TCOORD':
      return worded(shortText(item, fields.temporalRangeType, 16));
    case 'REFERENCE': {
      // By-reference relationships name another item by its ordinals from the root (C.17.3.2.5).
      const path = numbers(item, fields.referencedContentItemIdentifier).slice(0, 32);
      return path.length === 0 ? {} : { value: `see ${path.join('.')}` };
    }
    default:
      return {};
  }
}

/** '12.5 mm'; UCUM's own symbols where they read well, else the unit's meaning; why there is no number. */
function readMeasurement(item: DataItem, charset: Charset): string | undefined {
  const [measured] = itemsOf(item, fields.measuredValueSequence);
  const [value] = measured === undefined ? [] : plainTexts(measured, fields.numericValue);
  if (measured === undefined || value === undefined || value === '')
    return readCode(item, fields.numericValueQualifierSequence, charset)?.meaning;
  const unit = readCode(measured, fields.measurementUnitsCodeSequence, charset);
  const isSymbol = unit?.scheme === 'UCUM' && !/[{}[\]]/.test(unit.value);
  const word = unit === undefined || unit.value === '1' ? '' : isSymbol ? unit.value : unit.meaning;
  return cut(word === '' ? value : `${value} ${word}`, 256);
}

function readGraphic(item: DataItem): Value {
  const type = shortText(item, fields.graphicType, 16);
  const data = numbers(item, fields.graphicData).slice(0, maxPoints * 2);
  if (type === undefined || data.length < 2 || !data.every(Number.isFinite)) return {};
  const points = Array.from({ length: data.length >> 1 }, (_, index): [number, number] => [
    data[index * 2] ?? 0,
    data[index * 2 + 1] ?? 0,
  ]);
  return { graphic: { type, points } };
}

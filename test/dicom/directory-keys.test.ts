import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDirectoryKeys } from '@pacs/shared/dicom/directory-keys';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { writeDicomdir, type FiledInstance } from '@pacs/shared/dicom/write-dicomdir';
import dicomParser, { type DataSet } from 'dicom-parser';
import { expect, it } from 'vitest';
import {
  code,
  content,
  documentFile,
  field,
  items,
  pdfFile,
  reference,
  storage,
} from '../support/synthetic-dicom/documents.ts';
import { element, imageFile } from '../support/synthetic-dicom/files.ts';

const when = [field('contentDate', '20260302'), field('contentTime', '101500')];
const modifier = [
  field('relationshipType', 'HAS CONCEPT MOD'),
  field('valueType', 'CODE'),
  code('conceptNameCodeSequence', '113011', 'Document Title Modifier'),
  code('conceptCodeSequence', '113013', 'Best In Set'),
];
const files = {
  report: documentFile(`${storage}.88.11`, [
    ...when,
    field('valueType', 'CONTAINER'),
    code('conceptNameCodeSequence', '18748-4', 'Bildgebender Befund', 'LN'),
    items('verifyingObserverSequence', [field('verificationDateTime', '20260303120000')]),
    field('completionFlag', 'COMPLETE'),
    field('verificationFlag', 'VERIFIED'),
    items('contentSequence', content('TEXT', 'Befund', [field('textValue', 'Ein Befund')])),
  ]),
  selection: documentFile(`${storage}.88.59`, [
    ...when,
    code('conceptNameCodeSequence', '113000', 'Of Interest'),
    items('contentSequence', modifier, content('IMAGE', 'Bild')),
  ]),
  presentation: documentFile(`${storage}.11.1`, [
    items('referencedSeriesSequence', [
      items('referencedImageSequence', reference('1.2.3.4.3')),
      element(0x0020000e, 'UI', '1.2.3.4.2'),
    ]),
    field('contentLabel', 'LUNG'),
    field('contentDescription', 'As read'),
    field('presentationCreationDate', '20260302'),
    field('presentationCreationTime', '1015'),
    field('contentCreatorName', 'Example^Robin'),
  ]),
  pdf: pdfFile(Uint8Array.of(1, 2), when),
  image: imageFile(),
};

const filed = Object.values(files).map((bytes, at): FiledInstance => {
  const read = readHeader(bytes, { totalBytes: bytes.length });
  if (read.status !== 'ok') throw new Error(read.status);
  const { header } = read;
  return { fileId: [`F${String(at)}`], header, keys: readDirectoryKeys(bytes, header.sopClassUID) };
});
const directory = writeDicomdir(filed, '2.25.1');

function recordOf(type: string): DataSet {
  const all = dicomParser.parseDicom(directory).elements['x00041220']?.items ?? [];
  const found = all.find(({ dataSet }) => dataSet?.string('x00041430') === type)?.dataSet;
  if (found === undefined) throw new Error(`no ${type}`);
  return found;
}
const within = (set: DataSet | undefined, tag: string) => set?.elements[tag]?.items?.[0]?.dataSet;

it('a report’s record says whether it is complete and verified, when, and what it is about', () => {
  const record = recordOf('SR DOCUMENT');
  expect(
    ['x00080023', 'x00080033', 'x0040a030', 'x0040a491', 'x0040a493'].map((tag) => record.string(tag)),
  ).toEqual(['20260302', '101500', '20260303120000', 'COMPLETE', 'VERIFIED']);
  const concept = within(record, 'x0040a043');
  expect(concept?.string('x00080100')).toBe('18748-4');
  expect(concept?.string('x00080102')).toBe('LN');
  // What the report says stays in the report.
  expect(record.elements['x0040a730']).toBeUndefined();
});

it('a selection’s record has its title and what qualifies it', () => {
  const record = recordOf('KEY OBJECT DOC');
  expect(within(record, 'x0040a043')?.string('x00080104')).toBe('Of Interest');
  const modified = within(record, 'x0040a730');
  expect(modified?.string('x0040a010')).toBe('HAS CONCEPT MOD');
  expect(within(modified, 'x0040a168')?.string('x00080104')).toBe('Best In Set');
  expect(record.elements['x0040a730']?.items).toHaveLength(1);
});

it('a presentation state’s record names it and the images that it is for', () => {
  const record = recordOf('PRESENTATION');
  expect(
    ['x00700080', 'x00700081', 'x00700082', 'x00700083', 'x00700084'].map((tag) => record.string(tag)),
  ).toEqual(['LUNG', 'As read', '20260302', '1015', 'Example^Robin']);
  const series = within(record, 'x00081115');
  expect(series?.string('x0020000e')).toBe('1.2.3.4.2');
  expect(within(series, 'x00081140')?.string('x00081155')).toBe('1.2.3.4.3');
});

it('a document’s record has its title and kind; an image’s nothing of the sort', () => {
  const record = recordOf('ENCAP DOC');
  expect(record.string('x00420010')).toBe('Report of the day');
  expect(record.string('x00420012')).toBe('application/pdf');
  expect(recordOf('IMAGE').elements['x00080023']).toBeUndefined();
});

it.skipIf(spawnSync('dcmdump', ['--version']).error !== undefined)(
  'DCMTK reads it without a complaint',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'dicomdir-'));
    try {
      const path = join(folder, 'DICOMDIR');
      writeFileSync(path, directory);
      const { stderr, status } = spawnSync('dcmdump', ['+E', path], { encoding: 'utf8' });
      expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

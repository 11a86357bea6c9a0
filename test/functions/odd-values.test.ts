/** Values that a header may hold and no index can: they cost themselves, at most their file, never its neighbours. */
import { isStorable } from '@pacs/shared/dicom/is-storable';
import { readHeader } from '@pacs/shared/dicom/read-header';
import type { DicomHeader } from '@pacs/shared/dicom/types';
import { expect, test } from 'vitest';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { type DicomElement, element, imageFile } from '../support/synthetic-dicom/files.ts';
import { onlyStudy, signUp, upload, zipOf } from './fakes/uploading.ts';
import { createWorld } from './fakes/world.ts';

const image = (number: number, ...over: DicomElement[]) =>
  imageFile([element(0x00080018, 'UI', `1.2.3.${String(number)}`), ...over]);

const overlay = [
  element(0x60000010, 'US', 4),
  element(0x60000011, 'US', 4),
  element(0x60000040, 'CS', 'G'),
  element(0x60000100, 'US', 1),
  element(0x60000102, 'US', 0),
  element(0x60003000, 'OW', new Uint8Array(2)),
];
const shutter = [
  element(0x00181600, 'CS', 'RECTANGULAR'),
  element(0x00181602, 'IS', '1'),
  element(0x00181604, 'IS', '3'),
  element(0x00181606, 'IS', '1'),
  element(0x00181608, 'IS', '3'),
];

test.each<[string, DicomElement[]]>([
  ['an echo time past all numbers', [element(0x00080060, 'CS', 'MR'), element(0x00180081, 'DS', '1e308')]],
  ['a cine rate near nothing', [element(0x00180040, 'IS', '1e-310')]],
  ['frame times whose sum is past all numbers', [element(0x00181065, 'DS', ['1e308', '1e308'])]],
  ['an overlay that begins nowhere', [...overlay, element(0x60000050, 'DS', ['1e300', '1'])]],
  ['an overlay whose first frame is past all counts', [...overlay, element(0x60000051, 'DS', '1e300')]],
  ['a shutter darker than black', [...shutter, element(0x00181622, 'SS', -1)]],
  ['a shutter brighter than white', [...shutter, element(0x00181622, 'UL', 70_000)]],
  ['a frame of reference of 30,000 letters', [element(0x00200052, 'UI', '1'.repeat(30_000))]],
])('%s: the file is stored, and those beside it', async (_, over) => {
  const world = createWorld();
  signUp(world);
  const files = [image(1), image(2), image(3, ...over)];
  const { uploadId, names } = await upload(world, files, [await zipOf(files)]);
  expect(await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' })).toBe('ingested');
  expect(onlyStudy(world).index.instances).toHaveLength(3);
});

function headerOf(file: Uint8Array): DicomHeader {
  const read = readHeader(file, { totalBytes: file.length });
  if (read.status !== 'ok') throw new Error(read.status);
  return read.header;
}

test('what a reader lets through is noticed before anything is kept', () => {
  const header = headerOf(image(1, ...overlay));
  const { display } = header;
  if (display === undefined) throw new Error('nothing to display');
  const odd: Partial<DicomHeader>[] = [
    { display: { ...display, frameTimeMs: Infinity } },
    { frames: [{ display: { ...display, rescaleSlope: NaN } }] },
    { frames: [{ stack: { echo: Infinity } }] },
    { frames: [{ position: [0, 0, Infinity] }] },
    { stack: { ...header.stack, bValue: NaN } },
    { identity: { ...header.identity, patientID: 'x'.repeat(10_000) } },
  ];
  expect(isStorable(header)).toBe(true);
  for (const part of odd) expect(isStorable({ ...header, ...part })).toBe(false);
});

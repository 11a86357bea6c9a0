/** Files without UIDs of their own: none hides another, and none is put among somebody else's. */
import { readHeader } from '@pacs/shared/dicom/read-header';
import { expect, test } from 'vitest';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { element, imageElements, syntax, writeDicom } from '../support/synthetic-dicom/files.ts';
import { onlyStudy, signUp, upload, zipOf } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';

const tags = {
  sopInstanceUID: 0x00080018,
  accessionNumber: 0x00080050,
  patientName: 0x00100010,
  patientID: 0x00100020,
  studyInstanceUID: 0x0020000d,
  seriesInstanceUID: 0x0020000e,
};

const without = (missing: readonly number[], more: Parameters<typeof imageElements>[0] = []) =>
  writeDicom(
    imageElements(more).filter(({ tag }) => !missing.includes(tag)),
    { transferSyntaxUID: syntax.explicit },
  );

const pixels = (factor: number) =>
  element(
    0x7fe00010,
    'OW',
    Uint16Array.from({ length: 24 }, (_, at) => at * factor),
  );

async function countsOf(world: World, files: readonly Uint8Array[]) {
  const { uploadId, names } = await upload(world, [...files], [await zipOf([...files])]);
  const [bundle = ''] = names;
  expect(await ingestBundle(world.ports, { uploadId, bundle })).toBe('ingested');
  return world.uploads.get(uploadId)?.upload.bundles[bundle]?.counts;
}

test('images without a UID that differ in their pixels alone are all shown; delivered again they are known', async () => {
  const world = createWorld();
  signUp(world);
  const files = [1, 2, 3, 4].map((factor) => without([tags.sopInstanceUID], [pixels(factor)]));
  expect(await countsOf(world, files)).toMatchObject({ ingested: 4, conflicting: 0 });
  expect(onlyStudy(world).index.stacks.flatMap(({ frames }) => frames)).toHaveLength(4);
  expect(onlyStudy(world).index.instances.some(({ conflicting }) => conflicting)).toBe(false);
  expect(await countsOf(world, files)).toMatchObject({ ingested: 0, duplicate: 4 });
  expect(onlyStudy(world).index.instances).toHaveLength(4);
});

const studyOf = (file: Uint8Array) => {
  const read = readHeader(file, { totalBytes: file.length });
  if (read.status !== 'ok') throw new Error(read.status);
  return read.header.studyInstanceUID;
};

const { sopInstanceUID, studyInstanceUID, seriesInstanceUID, patientName, patientID, accessionNumber } = tags;
const nobodys = [studyInstanceUID, patientName, patientID, accessionNumber];
const series = (uid: string) => element(seriesInstanceUID, 'UI', uid);
const instance = (uid: string) => element(sopInstanceUID, 'UI', uid);

test('files of nobody are one study only where they are one series', () => {
  const first = without(nobodys, [series('1.1'), instance('1.1.1')]);
  expect(studyOf(without(nobodys, [series('1.1'), instance('1.1.2')]))).toBe(studyOf(first));
  expect(studyOf(without(nobodys, [series('1.2'), instance('1.1.1')]))).not.toBe(studyOf(first));
  const alone = (uid: string) => without([...nobodys, seriesInstanceUID], [instance(uid)]);
  expect(studyOf(alone('1'))).not.toBe(studyOf(alone('2')));
  expect(studyOf(alone('1'))).toBe(studyOf(alone('1')));
});

test('files that say whose they are stay together without a study number', () => {
  const named = (uid: string) =>
    without([studyInstanceUID], [element(patientID, 'LO', 'P1'), series(uid), instance(`${uid}.1`)]);
  expect(studyOf(named('1.1'))).toBe(studyOf(named('1.2')));
});

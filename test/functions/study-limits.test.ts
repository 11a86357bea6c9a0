/** A study of hostile size keeps to what a document may take, and what does not fit has a clear end. */
import { ManifestDocument, type PatientIdentity, type StudyDocument } from '@pacs/shared/documents';
import { limits } from '@pacs/shared/limits';
import { boundedSeries, boundedStacks } from '@pacs/shared/study/series-words';
import { beforeEach, expect, test } from 'vitest';
import { gzipJson } from '../../functions/src/core/gzip-json.ts';
import type { StudyContent } from '../../functions/src/core/ingest/merge-study.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { documentBytes } from '../support/firestore-limits.ts';
import { element, imageFile } from '../support/synthetic-dicom/files.ts';
import { onlyStudy, signUp, upload, zipOf } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';
import { writtenDocuments } from './support/written-documents.ts';

let world: World;
beforeEach(() => {
  world = createWorld();
  signUp(world);
});

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('it is not there');
  return value;
}

/** Three bytes a character. */
const long = (characters: number) => '語'.repeat(characters);

/** An image in a series of its own, with as many words as a file can say. */
const wordy = (number: number) =>
  imageFile([
    element(0x00080005, 'CS', 'ISO_IR 192'),
    element(0x00080018, 'UI', `1.2.3.${String(number)}`),
    element(0x0020000e, 'UI', `1.2.4.${String(number)}`),
    element(0x00200011, 'IS', number),
    element(0x0008103e, 'UT', long(300)),
    element(0x00181030, 'UT', long(300)),
    element(0x00180015, 'UT', long(100)),
  ]);

async function ingest(files: Uint8Array[]) {
  const { uploadId, names } = await upload(world, files, [await zipOf(files)]);
  const result = await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' });
  return { result, state: world.uploads.get(uploadId)?.upload.bundles[names[0] ?? ''] };
}

test('more series than a study names are all shown; words and names stay within the document', async () => {
  const count = limits.seriesPerStudy + 100;
  for (let at = 0; at < count; at += limits.bundleMaxInstances)
    await ingest(
      Array.from({ length: Math.min(limits.bundleMaxInstances, count - at) }, (_, i) => wordy(at + i)),
    );
  const { study, index } = onlyStudy(world);
  expect(index.stacks).toHaveLength(count);
  expect(study.counts).toMatchObject({ series: count, images: count });
  expect(study.series).toHaveLength(limits.seriesPerStudy);
  expect(study.series.every(({ description = '' }) => description.length >= 20)).toBe(true);
  expect(study.notes).toContain('series-words-cut');
  const [document] = writtenDocuments(world).filter(({ path }) => /^studies\/[^/]+$/.test(path));
  process.stdout.write(`a study of ${String(count)} series: ${String(document?.bytes)} bytes\n`);
}, 60_000);

test('an ordinary study keeps every word of its series', async () => {
  await ingest([wordy(1), wordy(2)]);
  const { study } = onlyStudy(world);
  expect(study.series.map(({ description }) => description)).toEqual([long(256), long(256)]);
  expect(study.notes).not.toContain('series-words-cut');
});

test.each([
  [100, 256, false],
  [300, 256, true],
  [limits.seriesPerStudy, 10, false],
  [limits.seriesPerStudy + 1, 10, true],
])('of %i series with %i characters each something is cut: %s', (count, characters, isCut) => {
  const series = Array.from({ length: count }, (_, number) => ({
    id: 'x'.repeat(16),
    number,
    modality: 'CT',
    description: long(characters),
  }));
  expect(boundedSeries(series).isCut).toBe(isCut);
});

test('the fullest study and manifest are below a document’s size', async () => {
  await ingest([wordy(1)]);
  const { study, manifest } = onlyStudy(world);
  const name = { alphabetic: long(256), ideographic: long(256), phonetic: long(256) };
  const identity: PatientIdentity = {
    patientName: name,
    patientID: long(128),
    issuerOfPatientID: long(128),
    patientBirthDate: long(16),
    patientSex: long(16),
  };
  const series = Array.from({ length: 1500 }, (_, number) => ({
    id: 'x'.repeat(16),
    number,
    modality: long(16),
    description: long(256),
    bodyPart: long(64),
    protocol: long(256),
  }));
  const stacks = Array.from({ length: 1500 }, () => ({
    id: 'x'.repeat(32),
    series: 'x'.repeat(16),
    role: 'localizer' as const,
    frames: 1,
    label: long(64),
  }));
  const packs = Array.from({ length: limits.packsPerStudy }, () => ({ name: 'x'.repeat(22), tries: 1 }));
  const fullest: StudyDocument = {
    ...study,
    identity,
    identityConflict: Array.from({ length: 8 }, () => identity),
    acceptedIdentities: Array.from({ length: 16 }, () => identity),
    description: {
      ...study.description,
      studyDescription: long(256),
      institutionName: long(256),
      accessionNumber: long(64),
      referringPhysicianName: name,
    },
    modalities: Array.from({ length: 32 }, () => long(16)),
    series: boundedSeries(series).series,
    stacks: boundedStacks(stacks),
    documentKinds: Array.from({ length: 64 }, () => ({ name: long(64), count: 1 })),
    transcode: { pending: packs.length, packs },
    openUploads: Array.from({ length: 50 }, () => 'x'.repeat(27)),
    notes: Array.from({ length: 64 }, () => long(64)),
    searchText: long(2000),
  };
  const bytes = documentBytes(`studies/${'x'.repeat(43)}`, {
    ...fullest,
    thumbnail: new Uint8Array(limits.thumbnailMaxBytes),
  });
  expect(bytes).toBeLessThan(limits.firestoreDocumentBytes);
  const head = ManifestDocument.parse({
    ...manifest.manifest,
    packNames: packs.map((pack) => pack.name),
    retired: packs.map((_, pack) => ({ pack, atMs: 1 })),
    first: {
      instance: 0,
      frame: 0,
      bytes: 1,
      packs: Array.from({ length: limits.packsPerManifest }, () => 1),
    },
  });
  const first = documentBytes(`studies/${'x'.repeat(43)}/manifests/1`, {
    ...head,
    data: new Uint8Array(limits.manifestPartBytes),
    firstLead: new Uint8Array(limits.firstLeadMaxBytes),
  });
  expect(first).toBeLessThan(limits.firestoreDocumentBytes);
  process.stdout.write(`the fullest study: ${String(bytes)} bytes, its manifest: ${String(first)} bytes\n`);
});

/** `count` in all, the first of them real. */
const fillers: Record<string, (count: number, full: StudyContent) => StudyContent> = {
  packs: (count, { index, ledger }) => {
    const more = Array.from({ length: count - 1 }, (_, i) => `p${String(i)}`);
    const packs = more.map((name) => ({ name, framesBytes: 0, headsBytes: 0 }));
    return { ledger, index: { ...index, packs: [...index.packs, ...packs] } };
  },
  instances: (count, { index, ledger }) => {
    const entries = Array.from({ length: count }, (_, i) => ({
      ...must(ledger.entries[0]),
      ...(i > 0 && {
        id: `i${String(i)}`,
        sopInstanceUID: `1.9.${String(i)}`,
        sha256: String(i).padStart(43, '0'),
      }),
    }));
    return { index, ledger: { ...ledger, entries } };
  },
  frames: (count, { index, ledger }) => {
    const [instance] = index.instances.map((one) => ({
      ...one,
      frames: Array.from({ length: count }, () => must(one.frames[0])),
    }));
    return { ledger, index: { ...index, instances: [must(instance)] } };
  },
};

async function studyWith(what: string, count: number): Promise<void> {
  await ingest([wordy(1)]);
  const { studyId, study, manifest, index, ledger } = onlyStudy(world);
  const filled = must(fillers[what])(count, { index, ledger });
  world.manifests.set(`${studyId}/${String(study.rev)}`, {
    ...manifest,
    index: gzipJson(filled.index),
    ledger: gzipJson(filled.ledger),
  });
}

test.each([
  ['packs', limits.packsPerStudy],
  ['instances', limits.instancesPerStudy],
])('a study may have as many %s as the limit', async (what, most) => {
  await studyWith(what, most - 1);
  expect(await ingest([wordy(2)])).toMatchObject({ result: 'ingested', state: { state: 'ingested' } });
});

test('a full study refuses its own files by name; those beside them go on', async () => {
  await studyWith('packs', limits.packsPerStudy);
  const [full] = world.studies;
  const other = imageFile([element(0x00080018, 'UI', '1.2.3.77'), element(0x0020000d, 'UI', '1.2.5.77')]);
  const objects = world.packObjects.size;
  const fullOnes = (...entries: number[]) =>
    entries.map((entry) => ({ entry, outcome: 'rejected', reason: 'study-full' }));

  const first = await ingest([wordy(2), wordy(3), other.slice(0, 200), wordy(1), other]);
  expect(first).toMatchObject({
    result: 'ingested',
    state: { counts: { ingested: 1, duplicate: 1, rejected: 3 } },
  });
  expect(first.state?.outcomes).toEqual(expect.arrayContaining(fullOnes(0, 1)));
  // The full one comes last, and nothing else is new.
  const second = await ingest([other, wordy(2)]);
  expect(second).toMatchObject({ result: 'ingested', state: { counts: { duplicate: 1, rejected: 1 } } });
  expect(second.state?.outcomes).toEqual(fullOnes(1));

  expect(world.studies.size).toBe(2);
  expect(world.studies.get(full?.[0] ?? '')).toEqual(full?.[1]);
  expect(world.packObjects.size).toBe(objects + 2);
});

test.each([
  ['packs', limits.packsPerStudy],
  ['instances', limits.instancesPerStudy],
  ['frames', limits.framesPerStudy],
])(
  'a study with as many %s as the limit refuses a further bundle in words, and stays as it is',
  async (what, most) => {
    await studyWith(what, most);
    const [before] = world.studies.values();
    const objects = world.packObjects.size;
    expect(await ingest([wordy(2)])).toMatchObject({
      result: 'failed',
      state: { state: 'failed', failure: 'study-full' },
    });
    expect(world.packObjects.size).toBe(objects);
    expect(world.bundleObjects.size).toBe(0);
    expect([...world.studies.values()]).toEqual([before]);
  },
);

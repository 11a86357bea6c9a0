import { beforeEach, expect, test } from 'vitest';
import { limits } from '@pacs/shared/limits';
import { htj2kCodec } from '../../functions/src/adapters/htj2k-codec.ts';
import { openStudy, renewStudy } from '../../functions/src/core/access/open-study.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { transcodePack } from '../../functions/src/core/transcode/transcode-pack.ts';
import { finishUpload } from '../../functions/src/core/uploads/finish-upload.ts';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { ultrasoundCine } from '../../tools/seed/synthetic/ultrasound-cine.ts';
import { element, encapsulatedFile, imageFile } from '../support/synthetic-dicom/files.ts';
import { slow } from './fakes/slow-codec.ts';
import { onlyStudy, owner, restored, sha256, signUp, upload, zipOf } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';
import { canonical, expectSound } from './support/end-state.ts';
import { runSweep } from './support/run-sweep.ts';

const ct = ctVolume({ slices: 4, size: 64 }).map(({ bytes }) => bytes);

let world: World;
beforeEach(() => {
  world = createWorld();
  signUp(world);
});

async function ingest(files: readonly Uint8Array[], inWorld = world): Promise<void> {
  const { uploadId, names } = await upload(inWorld, files, [await zipOf(files)]);
  await ingestBundle(inWorld.ports, { uploadId, bundle: names[0] ?? '' });
  await finishUpload(inWorld.ports, owner, { uploadId, abandoned: [] });
}

const codings = () => onlyStudy(world).index.instances.flatMap(({ frames }) => frames.map((f) => f.coding));
const task = () => {
  const [first] = world.tasks;
  if (!first) throw new Error('no task');
  return first;
};

test('what ingest has no time for is ready as it came, and a task is told of its pack', async () => {
  slow(world);
  await ingest(ct);
  expect(codings()).toEqual(['htj2k', 'as-is', 'as-is', 'as-is']);
  const { studyId, study, index } = onlyStudy(world);
  expect(study).toMatchObject({ state: 'ready', transcode: { pending: 1 } });
  expect(world.tasks).toEqual([{ studyId, incarnation: study.incarnation, pack: index.packs[0]?.name }]);
});

test('what never pays waits for no task', async () => {
  const { codec } = world.ports;
  world.ports.codec = { ...codec, encode: async () => undefined };
  await ingest(ct);
  expect(onlyStudy(world).study.transcode).toBeUndefined();
  expect(world.tasks).toEqual([]);
});

test.each([
  ['a CT', ct],
  ['multi-frame files', ultrasoundCine({ frames: 3, rows: 60, columns: 80 }).map(({ bytes }) => bytes)],
])('the task ends with what ingest makes with time, of %s by the real codec', async (_what, files) => {
  const clean = createWorld();
  signUp(clean);
  clean.ports.codec = htj2kCodec();
  await ingest(files, clean);

  world.ports.codec = htj2kCodec();
  slow(world);
  await ingest(files);
  const before = onlyStudy(world);
  expect(await transcodePack(world.ports, task())).toBe('transcoded');
  expect(canonical(world)).toEqual(canonical(clean));
  const { study, manifest, index } = onlyStudy(world);
  expect(study.rev).toBe(before.study.rev + 1);
  expect(study.counts.storedBytes).toBeLessThan(before.study.counts.storedBytes);
  expect([...(await restored(world)).keys()].sort()).toEqual(files.map(sha256).sort());
  expect(manifest.firstLead?.length).toBe(manifest.manifest.first?.bytes);
  expect(manifest.firstLead).toEqual(onlyStudy(clean).manifest.firstLead);
  expect(index.displays).toHaveLength(onlyStudy(clean).index.displays.length);
});

test('a video in the pack plays on from the new one, and the old one is not missed', async () => {
  slow(world);
  const inSeries = [element(0x0020000d, 'UI', '1.2.5.1'), element(0x0020000e, 'UI', '1.2.6.1')];
  const still = (number: number) =>
    imageFile([
      ...inSeries,
      element(0x00080018, 'UI', `1.2.3.${String(number)}`),
      element(0x00280010, 'US', 64),
      element(0x00280011, 'US', 64),
      element(0x00280100, 'US', 16),
      element(0x00280101, 'US', 16),
      element(0x00280102, 'US', 15),
      element(0x7fe00010, 'OW', new Uint8Array(8192).fill(number)),
    ]);
  const video = encapsulatedFile([Uint8Array.of(1, 2, 3, 4), Uint8Array.of(5, 6)], 30, {
    transferSyntaxUID: '1.2.840.10008.1.2.4.102',
    over: [
      ...inSeries,
      element(0x00080018, 'UI', '1.2.3.99'),
      element(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.77.1.1.1'),
      element(0x00181063, 'DS', '40'),
    ],
  });
  await ingest([still(1), still(2), still(3), video]);
  const [before] = onlyStudy(world).index.documents;
  expect(before?.video?.frame.pack).toBe(0);
  expect(await transcodePack(world.ports, task())).toBe('transcoded');
  const [after] = onlyStudy(world).index.documents;
  expect(after).toEqual({ ...before, video: { ...before?.video, frame: after?.video?.frame } });
  expect(after?.video?.frame).toMatchObject({ pack: 1, crc: before?.video?.frame.crc });
  world.nowMs += limits.retiredPackMs + 120_000;
  await runSweep(world.ports);
  await expectSound(world);
});

test('who has the study open goes on with its old URLs and new ones for the old pack, for a day', async () => {
  slow(world);
  await ingest(ct);
  const { studyId } = onlyStudy(world);
  const visitor = { address: '192.0.2.0/24', browser: 'Firefox' };
  const { opened } = await openStudy(world.ports, owner, studyId, visitor);
  const objectOf = (url = '') => new URL(url).pathname.slice(1);
  const name = objectOf(opened.urls.frames['0']);
  const bytes = world.packObjects.get(name)?.bytes;

  await transcodePack(world.ports, task());
  world.nowMs += limits.retiredPackMs - 60_000;
  expect(await runSweep(world.ports)).toMatchObject({ removedObjects: 0 });
  const renewed = await renewStudy(world.ports, owner, studyId, [0]);
  expect(objectOf(renewed.frames['0'])).toBe(name);
  expect(world.packObjects.get(name)?.bytes).toEqual(bytes);

  world.nowMs += 120_000;
  expect(await runSweep(world.ports)).toMatchObject({ removedObjects: 2 });
  expect(world.packObjects.has(name)).toBe(false);
  await expectSound(world);
});

test('a bundle after the transcoding does not make the old pack stay for ever', async () => {
  slow(world);
  await ingest(ct.slice(0, 2));
  const old = [...world.packObjects.keys()];
  await transcodePack(world.ports, task());
  await ingest(ct.slice(2));
  world.nowMs += limits.retiredPackMs + 120_000;
  await runSweep(world.ports);
  expect(old.filter((name) => world.packObjects.has(name))).toEqual([]);
  expect((await restored(world)).size).toBe(4);
});

test('running again, and beside itself, changes nothing and leaves nothing behind', async () => {
  slow(world);
  await ingest(ct);
  const results = await Promise.all([1, 2].map(() => transcodePack(world.ports, task())));
  expect(results.sort()).toEqual(['done', 'transcoded']);
  expect(await transcodePack(world.ports, task())).toBe('done');
  expect(onlyStudy(world).study.rev).toBe(2);
  expect(world.packObjects.size).toBe(4);
});

test('a bundle that arrives meanwhile is kept beside it', async () => {
  slow(world);
  await ingest(ct.slice(0, 2));
  world.before = async (call) => {
    if (call !== 'packs.read') return;
    world.before = () => undefined;
    await ingest(ct.slice(2));
  };
  expect(await transcodePack(world.ports, task())).toBe('transcoded');
  expect((await restored(world)).size).toBe(4);
  expect(onlyStudy(world).study).toMatchObject({ rev: 3, transcode: { pending: 1 } });
});

test('without a queue the sweep does it', async () => {
  slow(world);
  world.ports.transcodes = { enqueue: () => Promise.reject(new Error('away')) };
  await ingest(ct);
  world.nowMs += 3_600_000;
  expect(await runSweep(world.ports)).toMatchObject({ transcodedPacks: 1, failures: 0 });
  expect(new Set(codings())).toEqual(new Set(['htj2k']));
  expect(onlyStudy(world).study.transcode).toBeUndefined();
});

test('a pack that ends every run is left as it came after a few', async () => {
  slow(world);
  await ingest(ct);
  world.before = (call) => {
    if (call === 'packs.put') throw new Error('away');
  };
  for (let run = 0; run < limits.transcodeMaxTries; run += 1)
    await expect(transcodePack(world.ports, task())).rejects.toThrow();
  expect(await transcodePack(world.ports, task())).toBe('failed');
  world.before = () => undefined;
  expect(onlyStudy(world).study.transcode).toBeUndefined();
  expect((await restored(world)).size).toBe(4);
});

test('a pack that was damaged in the bucket is never taken over', async () => {
  slow(world);
  await ingest(ct);
  const [name = ''] = [...world.packObjects.keys()].filter((key) => key.endsWith('.frames'));
  const object = world.packObjects.get(name);
  const { restAt = 0 } = onlyStudy(world).index.instances[3]?.frames[0] ?? {};
  if (object) object.bytes[restAt] = (object.bytes[restAt] ?? 0) ^ 1;
  await expect(transcodePack(world.ports, task())).rejects.toThrow('does not come back');
  expect(onlyStudy(world).study.rev).toBe(1);
});

test('of a study that is gone, or lives again, nothing is touched', async () => {
  slow(world);
  await ingest(ct);
  expect(await transcodePack(world.ports, { ...task(), incarnation: 'earlier' })).toBe('gone');
  expect(await transcodePack(world.ports, { ...task(), studyId: 'none' })).toBe('gone');
});

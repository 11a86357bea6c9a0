/** When a bundle is given up: soon where processes die of it, late where services refuse. */
import { beforeEach, expect, test } from 'vitest';
import { limits } from '@pacs/shared/limits';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { triesAfter } from '../../functions/src/core/ingest/bundle-tries.ts';
import { type BundleName, ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { onlyStudy, signUp, upload, zipOf } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';
import { type Fault, runWithFault } from './support/processes.ts';

const ct = ctVolume({ slices: 3, size: 16 }).map(({ bytes }) => bytes);

let world: World;
let name: BundleName;
beforeEach(async () => {
  world = createWorld();
  signUp(world);
  const { uploadId, names } = await upload(world, ct, [await zipOf(ct)]);
  name = { uploadId, bundle: names[0] ?? '' };
});

const stateNow = () => world.uploads.get(name.uploadId)?.upload.bundles[name.bundle];
const runs = async (fault: Fault, count: number) => {
  for (let run = 0; run < count; run += 1)
    await runWithFault(world, (ports) => ingestBundle(ports, name), 2, fault);
};

test('a service that refuses for a while costs no bundle', async () => {
  await runs('fail-before', 3 * limits.bundleMaxTries);
  expect(world.bundleObjects.size).toBe(1);
  expect(await ingestBundle(world.ports, name)).toBe('ingested');
  expect(onlyStudy(world).study.counts.instances).toBe(3);
});

test('nor does one that was away for longer than throws are borne', async () => {
  world.before = (call) => {
    if (call.startsWith('uploads.')) throw new Error('away');
  };
  for (const laterMs of [0, 0, 0, 0, 2 * limits.bundleThrowsMs]) {
    world.nowMs += laterMs;
    await expect(ingestBundle(world.ports, name)).rejects.toThrow('away');
  }
  world.before = () => undefined;
  expect(await ingestBundle(world.ports, name)).toBe('ingested');
});

test('one late throw is not enough', async () => {
  world.nowMs += 2 * limits.bundleThrowsMs;
  await runs('fail-before', limits.bundleMaxTries - 1);
  expect(stateNow()?.state).toBe('awaited');
  expect(await ingestBundle(world.ports, name)).toBe('ingested');
});

test('processes that die of it end it at once, whatever threw in between', async () => {
  await runs('fail-before', 5);
  await runs('die-before', limits.bundleMaxTries - 1);
  await runs('fail-before', 5);
  expect(stateNow()?.state).toBe('awaited');
  await runs('die-before', 1);
  expect(await ingestBundle(world.ports, name)).toBe('failed');
  expect(stateNow()).toMatchObject({ state: 'failed', failure: 'internal' });
  expect(world.bundleObjects.size).toBe(0);
});

test.each([
  [undefined, { tries: 1, thrown: 0 }],
  [
    { tries: '3', thrown: '2' },
    { tries: 4, thrown: 2 },
  ],
  [
    { tries: '1', thrown: '1000000' },
    { tries: 2, thrown: 1 },
  ],
  [
    { tries: 'many', thrown: '-1' },
    { tries: 1, thrown: 0 },
  ],
])('what the object says of its runs is believed within reason: %j', (written, tries) => {
  expect(triesAfter(written)).toEqual(tries);
});

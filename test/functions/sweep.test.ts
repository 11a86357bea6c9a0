import { beforeEach, expect, test } from 'vitest';
import { limits } from '@pacs/shared/limits';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { deleteStudy } from '../../functions/src/core/studies/delete-study.ts';
import { finishUpload } from '../../functions/src/core/uploads/finish-upload.ts';
import { onlyStudy, owner, signUp, upload, zipOf } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';
import { runSweep } from './support/run-sweep.ts';

const ct = ctVolume({ slices: 3, size: 64 }).map(({ bytes }) => bytes);
const day = 24 * 3_600_000;

let world: World;
let uploadId: string;
let bundle: string;
beforeEach(async () => {
  world = createWorld();
  signUp(world);
  const sent = await upload(world, ct, [await zipOf(ct)]);
  uploadId = sent.uploadId;
  bundle = sent.names[0] ?? '';
});

const run = () => runSweep(world.ports);

test('a bundle whose event never came is ingested, and its upload ends', async () => {
  await finishUpload(world.ports, owner, { uploadId, abandoned: [] });
  world.nowMs += 3_600_000;
  expect(await run()).toMatchObject({ drivenBundles: 1, failures: 0 });
  expect(onlyStudy(world).study.state).toBe('ready');
});

test('a deletion that broke off is finished', async () => {
  await ingestBundle(world.ports, { uploadId, bundle });
  world.before = (call) => {
    if (call === 'packs.removeAll') throw new Error('away');
  };
  await expect(deleteStudy(world.ports, owner, onlyStudy(world).studyId)).rejects.toThrow();
  world.before = () => undefined;
  expect(await run()).toMatchObject({ deletedStudies: 1 });
  expect(world.studies.size + world.packObjects.size + world.manifests.size).toBe(0);
});

test('an expired ticket goes with what was uploaded under it', async () => {
  world.nowMs += limits.uploadTicketMs + 1;
  expect(await run()).toMatchObject({ droppedTickets: 1 });
  expect(world.uploads.size + world.bundleObjects.size).toBe(0);
});

test('objects no manifest names go once they are a day old, named ones and young ones stay', async () => {
  await ingestBundle(world.ports, { uploadId, bundle });
  const { studyId, study } = onlyStudy(world);
  const orphan = { bytes: new Uint8Array(1), createdAtMs: world.nowMs };
  world.packObjects.set(`${studyId}/${study.incarnation}/orphan.frames`, orphan);
  world.packObjects.set(`${studyId}/earlier-life/pack.heads`, orphan);
  world.packObjects.set('no-study/life/pack.heads', orphan);
  expect(await run()).toMatchObject({ removedObjects: 0 });
  world.nowMs += day + 1;
  expect(await run()).toMatchObject({ removedObjects: 3 });
  expect(world.packObjects.size).toBe(2);
});

test('counters whose time is over are taken away', async () => {
  const sweptAt: number[] = [];
  const { limiter } = world.ports;
  const sweep = (nowMs: number, maxMs: number) => {
    expect(maxMs).toBeLessThan(60_000);
    return Promise.resolve(void sweptAt.push(nowMs));
  };
  await runSweep(world.ports, { limiter: { ...limiter, sweep } });
  expect(sweptAt).toEqual([world.nowMs]);
});

test('what fails does not keep the rest from its turn', async () => {
  await ingestBundle(world.ports, { uploadId, bundle });
  world.packObjects.set('no-study/life/pack.heads', { bytes: new Uint8Array(1), createdAtMs: 0 });
  world.before = (call) => {
    if (call === 'uploads.remove') throw new Error('away');
  };
  world.nowMs += limits.uploadTicketMs + 1;
  expect(await run()).toMatchObject({ failures: 1, droppedTickets: 0, removedObjects: 1 });
});

test('a list that cannot be had does not keep the rest from its turn', async () => {
  world.packObjects.set('no-study/life/pack.heads', { bytes: new Uint8Array(1), createdAtMs: 0 });
  world.before = (call) => {
    if (call === 'uploads.expired' || call === 'bundles.list') throw new Error('away');
  };
  expect(await run()).toMatchObject({ failures: 2, removedObjects: 1 });
});

test('a ticket that cannot be read goes all the same once it has expired', async () => {
  const broken = world.uploads.get(uploadId);
  Object.assign(broken?.upload ?? {}, { bundles: { [bundle]: { bytes: -1, state: 'unknown' } } });
  world.nowMs += limits.uploadTicketMs + 1;
  await run();
  expect(world.uploads.size + world.bundleObjects.size).toBe(0);
});

test('bundles that take long leave time for all else, and the rest of them to the next run', async () => {
  for (let more = 0; more < 4; more += 1) await upload(world, ct, [await zipOf(ct)]);
  world.packObjects.set('no-study/life/pack.heads', { bytes: new Uint8Array(1), createdAtMs: 0 });
  world.nowMs += 3_600_000;
  const driven: string[] = [];
  const report = await runSweep(world.ports, {
    ingest: async ({ uploadId: of }) => {
      driven.push(of);
      world.nowMs += 30_000;
      throw new Error('away');
    },
  });
  expect(driven).toHaveLength(2);
  expect(report).toMatchObject({ failures: 2, removedObjects: 1 });
});

test('more failing tickets than a handful do not hide one that can be dropped', async () => {
  const broken = Array.from({ length: 60 }, (_, i) => `broken-${String(i)}`);
  const [first] = world.uploads.values();
  world.uploads.clear();
  if (!first) throw new Error('no ticket');
  for (const id of [...broken, 'sound']) world.uploads.set(id, structuredClone(first));
  const { ports } = world;
  world.nowMs += limits.uploadTicketMs + 1;
  const report = await runSweep(ports, {
    bundles: {
      ...ports.bundles,
      exists: (name) => ports.bundles.exists(name),
      list: (page) => ports.bundles.list(page),
      removeAll: async (prefix) => {
        if (prefix.startsWith('broken')) throw new Error('away');
        await ports.bundles.removeAll(prefix);
      },
    },
  });
  expect(report.droppedTickets).toBe(1);
});

import JSZip from 'jszip';
import { beforeEach, describe, expect, test } from 'vitest';
import { keptDays } from '@pacs/shared/retention';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { expireExports } from '../../functions/src/core/account/export/expire-exports.ts';
import type { OwnedRecords } from '../../functions/src/core/account/export/export-ports.ts';
import { makePart } from '../../functions/src/core/account/export/make-part.ts';
import { openExport, requestExport } from '../../functions/src/core/account/export/request-export.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { deleteStudy } from '../../functions/src/core/studies/delete-study.ts';
import { type AccountWorld, accountWorld } from './fakes/memory-accounts.ts';
import { owner, sha256, signUp, upload, zipOf } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';
import { runSweep } from './support/run-sweep.ts';

const day = 86_400_000;
const ct = ctVolume({ slices: 3, size: 32 }).map(({ bytes }) => bytes);
const caller = () => ({ uid: owner, signedInAtMs: world.nowMs });

let world: World;
let account: AccountWorld;

beforeEach(async () => {
  world = createWorld();
  account = accountWorld(world, [owner]);
  signUp(world);
  const { uploadId, names } = await upload(world, ct, [await zipOf(ct)]);
  await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' });
});

const records: OwnedRecords = {
  account: async (uid) => ({ uid, displayName: 'Ada' }),
  async *pages(_, kind) {
    if (kind !== 'studies') return;
    yield [{ id: 'one' }, { id: 'two' }];
    yield [{ id: 'three' }];
  },
};

const part = (exportId: string) =>
  makePart(
    {
      ...account.ports,
      records,
      decodeNative: (codestream, format) => world.ports.codec.decodeNative(codestream, format),
    },
    exportId,
  );

/** As the queue does: until nothing waits. */
async function runQueue(): Promise<string[]> {
  const results: string[] = [];
  for (let exportId = account.queued.shift(); exportId !== undefined; exportId = account.queued.shift())
    results.push(await part(exportId));
  return results;
}

const asked = async () => (await requestExport(account.ports, caller())).exportId;
const documentOf = (exportId: string) => account.exports.get(exportId)?.document;
const zipNamed = (exportId: string, name: string) =>
  JSZip.loadAsync(world.packObjects.get(`exports/${exportId}/${name}`)?.bytes ?? new Uint8Array());

async function jsonIn(zip: JSZip, name: string): Promise<unknown> {
  return JSON.parse((await zip.file(name)?.async('string')) ?? '');
}

describe('an export', () => {
  test('holds what lies in documents as JSON, and every file byte for byte', async () => {
    const exportId = await asked();
    expect(await runQueue()).toEqual(['part', 'ready']);
    const document = documentOf(exportId);
    expect(document).toMatchObject({ state: 'ready', expiresAtMs: world.nowMs + keptDays.exports * day });
    expect(document?.parts.map(({ name }) => name)).toEqual(['account.zip', 'study-0001-1.zip']);

    const told = await zipNamed(exportId, 'account.zip');
    expect(await jsonIn(told, 'account.json')).toEqual({ uid: owner, displayName: 'Ada' });
    expect(await jsonIn(told, 'studies.json')).toEqual([{ id: 'one' }, { id: 'two' }, { id: 'three' }]);
    expect(await jsonIn(told, 'audit.json')).toEqual([]);

    const study = await zipNamed(exportId, 'study-0001-1.zip');
    const images = Object.keys(study.files).filter(
      (name) => name.startsWith('DICOM/') && !study.files[name]?.dir,
    );
    const digests = await Promise.all(
      images.map(async (name) => sha256((await study.file(name)?.async('uint8array')) ?? new Uint8Array())),
    );
    expect(digests.sort()).toEqual(ct.map(sha256).sort());
    expect(study.file('DICOMDIR')).not.toBeNull();
    expect(document?.parts[1]).toMatchObject({ failed: 0 });
    expect(document?.parts[1]?.bytes).toBe(
      world.packObjects.get(`exports/${exportId}/study-0001-1.zip`)?.bytes.length,
    );
  });

  test('names the files that cannot be put together, and goes on', async () => {
    const [name = ''] = [...world.packObjects.keys()].filter((one) => one.endsWith('.frames'));
    const object = world.packObjects.get(name);
    object?.bytes.set([object.bytes[0] === 0 ? 1 : 0], 0);
    const exportId = await asked();
    await runQueue();
    expect(documentOf(exportId)).toMatchObject({ state: 'ready', parts: [{}, { failed: 1 }] });
  });

  test('passes over a study that was deleted meanwhile', async () => {
    const exportId = await asked();
    await deleteStudy(world.ports, owner, [...world.studies.keys()][0] ?? '');
    expect(await runQueue()).toEqual(['part', 'ready']);
    expect(documentOf(exportId)?.parts).toHaveLength(1);
  });

  test('is made once: a task that comes twice finds its part done', async () => {
    const exportId = await asked();
    account.queued.length = 0;
    await Promise.all([part(exportId), part(exportId)]);
    expect(account.queued).toHaveLength(1);
    expect(documentOf(exportId)?.parts).toHaveLength(1);
  });

  test('ends as failed where a part fails at every try', async () => {
    const exportId = await asked();
    await part(exportId);
    world.before = (call) => {
      if (call === 'packs.read') throw new Error('away');
    };
    for (let tries = 0; tries < 4; tries += 1) await expect(part(exportId)).rejects.toThrow('away');
    expect(await part(exportId)).toBe('failed');
    expect(documentOf(exportId)?.state).toBe('failed');
  });

  test('goes on where the queue has lost its task', async () => {
    const exportId = await asked();
    account.queued.length = 0;
    world.nowMs += 46 * 60_000;
    await expireExports(account.ports);
    expect(await runQueue()).toEqual(['part', 'ready']);
    expect(documentOf(exportId)?.state).toBe('ready');
  });

  test('is one at a time, three a week, and only after a recent sign-in', async () => {
    const stale = { uid: owner, signedInAtMs: world.nowMs - 6 * 60_000 };
    await expect(requestExport(account.ports, stale)).rejects.toThrow('sign-in-again');
    const first = await asked();
    expect(await asked()).toBe(first);
    for (const _ of [1, 2]) {
      await runQueue();
      await asked();
    }
    await runQueue();
    await expect(asked()).rejects.toThrow('too-many-requests');
  });

  test('is opened by its owner alone, once it is ready, until its time is over', async () => {
    const exportId = await asked();
    const open = (uid = owner) => openExport(account.ports, { uid, signedInAtMs: world.nowMs }, { exportId });
    await expect(open()).rejects.toThrow('not-found');
    await runQueue();
    await expect(open('another')).rejects.toThrow('not-found');
    const { parts, expireAtMs } = await open();
    expect(parts.map(({ url }) => url.split('?')[0])).toEqual([
      `https://storage.test/exports/${exportId}/account.zip`,
      `https://storage.test/exports/${exportId}/study-0001-1.zip`,
    ]);
    expect(expireAtMs - world.nowMs).toBeLessThanOrEqual(10 * 60_000);
    const stale = { uid: owner, signedInAtMs: world.nowMs - 6 * 60_000 };
    await expect(openExport(account.ports, stale, { exportId })).rejects.toThrow('sign-in-again');
    world.nowMs += keptDays.exports * day;
    await expect(open()).rejects.toThrow('not-found');
  });

  test('goes when its time is over, objects and all; until then the sweep of orphans leaves it', async () => {
    const exportId = await asked();
    await runQueue();
    const objects = () => [...world.packObjects.keys()].filter((name) => name.startsWith('exports/')).length;
    world.nowMs += 2 * day;
    await runSweep(world.ports);
    expect(objects()).toBe(2);
    world.nowMs += keptDays.exports * day;
    expect(await expireExports(account.ports)).toBe(1);
    expect(objects()).toBe(0);
    expect(documentOf(exportId)).toBeUndefined();
  });
});

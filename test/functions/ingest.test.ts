import { beforeEach, expect, test } from 'vitest';
import { limits } from '@pacs/shared/limits';
import { objectNames } from '@pacs/shared/paths';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { radiograph } from '../../tools/seed/synthetic/radiograph.ts';
import { ultrasoundCine } from '../../tools/seed/synthetic/ultrasound-cine.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { deleteStudy } from '../../functions/src/core/studies/delete-study.ts';
import { cancelUpload } from '../../functions/src/core/uploads/cancel-upload.ts';
import { finishUpload } from '../../functions/src/core/uploads/finish-upload.ts';
import { onlyStudy, owner, restored, sha256, signUp, upload, zipOf } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';

const ct = ctVolume({ slices: 12, size: 64 }).map(({ bytes }) => bytes);
const cine = ultrasoundCine({ frames: 4, rows: 96, columns: 128 }).map(({ bytes }) => bytes);

let world: World;
beforeEach(() => {
  world = createWorld();
  signUp(world);
});

const stateOf = (uploadId: string, name: string) => world.uploads.get(uploadId)?.upload.bundles[name];

test('a bundle becomes a study, its files come back byte for byte, and the bundle is gone', async () => {
  const { uploadId, names } = await upload(world, ct, [await zipOf(ct)]);
  const [bundle = ''] = names;
  expect(await ingestBundle(world.ports, { uploadId, bundle })).toBe('ingested');

  const { study, index, manifest } = onlyStudy(world);
  expect(study.completeness).toMatchObject({ offered: 12, stored: 12, rejected: 0 });
  expect(study.state).toBe('receiving');
  expect(index.stacks[0]?.frames).toHaveLength(12);
  expect(manifest.manifest.first?.bytes).toBe(manifest.firstLead?.length);
  expect([...(await restored(world)).keys()].sort()).toEqual(ct.map(sha256).sort());
  expect(world.bundleObjects.size).toBe(0);
  expect(stateOf(uploadId, bundle)).toMatchObject({
    state: 'ingested',
    counts: { ingested: 12, rejected: 0 },
  });
});

test('a study is ready once its upload is closed and no bundle is awaited', async () => {
  const { uploadId, names } = await upload(world, ct, [
    await zipOf(ct.slice(0, 6)),
    await zipOf(ct.slice(6)),
  ]);
  await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' });
  await finishUpload(world.ports, owner, { uploadId, abandoned: [] });
  expect(onlyStudy(world).study.state).toBe('receiving');
  await ingestBundle(world.ports, { uploadId, bundle: names[1] ?? '' });
  expect(onlyStudy(world).study).toMatchObject({ state: 'ready', openUploads: [] });
  expect(world.uploads.get(uploadId)?.upload.state).toBe('finished');
});

test('an abandoned bundle is awaited no longer', async () => {
  const { uploadId, names } = await upload(world, ct, [await zipOf(ct), await zipOf(ct)]);
  await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' });
  await finishUpload(world.ports, owner, { uploadId, abandoned: [names[1] ?? ''] });
  expect(world.uploads.get(uploadId)?.upload.state).toBe('finished');
});

test('a bare DICOM file is a bundle too', async () => {
  const [file = new Uint8Array()] = radiograph().map(({ bytes }) => bytes);
  const { uploadId, names } = await upload(world, [file], [file]);
  await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' });
  expect((await restored(world)).has(sha256(file))).toBe(true);
});

test('multi-frame files come back byte for byte', async () => {
  const { uploadId, names } = await upload(world, cine, [await zipOf(cine)]);
  await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' });
  expect([...(await restored(world)).keys()].sort()).toEqual(cine.map(sha256).sort());
});

test('redelivery of an ingested bundle changes nothing', async () => {
  const bundle = await zipOf(ct);
  const { uploadId, names } = await upload(world, ct, [bundle]);
  const name = { uploadId, bundle: names[0] ?? '' };
  await ingestBundle(world.ports, name);
  const before = structuredClone(onlyStudy(world).study);
  const objects = world.packObjects.size;
  world.bundleObjects.set(objectNames.bundle(uploadId, name.bundle), {
    bytes: bundle,
    createdAtMs: 0,
    token: true,
  });
  expect(await ingestBundle(world.ports, name)).toBe('recorded');
  expect(onlyStudy(world).study).toEqual(before);
  expect(world.packObjects.size).toBe(objects);
  expect(world.bundleObjects.size).toBe(0);
});

test('what is stored already is a duplicate, and beginUpload says so beforehand', async () => {
  const first = await upload(world, ct, [await zipOf(ct)]);
  await ingestBundle(world.ports, { uploadId: first.uploadId, bundle: first.names[0] ?? '' });
  const objects = world.packObjects.size;
  const again = await upload(world, ct, [await zipOf(ct)]);
  expect(again.stored).toHaveLength(ct.length);
  await ingestBundle(world.ports, { uploadId: again.uploadId, bundle: again.names[0] ?? '' });
  expect(stateOf(again.uploadId, again.names[0] ?? '')?.counts).toMatchObject({ duplicate: 12, ingested: 0 });
  expect(world.packObjects.size).toBe(objects);
  expect(onlyStudy(world).study.completeness).toMatchObject({ offered: 12, stored: 12 });
});

test('the same UID with other bytes is kept beside the first, and one of them is shown', async () => {
  const [file = new Uint8Array()] = ct;
  const changed = file.slice();
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  const { uploadId, names } = await upload(world, [file, changed], [await zipOf([file, changed])]);
  await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' });
  const { index, ledger } = onlyStudy(world);
  expect(ledger.entries).toHaveLength(2);
  expect(index.instances.map(({ conflicting }) => conflicting)).toEqual([true, true]);
  expect(index.stacks.flatMap(({ frames }) => frames)).toHaveLength(1);
  expect(stateOf(uploadId, names[0] ?? '')?.counts).toMatchObject({ ingested: 1, conflicting: 1 });
});

test('a bad file does not fail its neighbours', async () => {
  const [a = new Uint8Array(), b = new Uint8Array()] = ct;
  const files = [a, 'hello', a.slice(0, 200), b, ''];
  const { uploadId, names } = await upload(world, [a, b], [await zipOf(files)]);
  expect(await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' })).toBe('ingested');
  const { outcomes, counts } = stateOf(uploadId, names[0] ?? '') ?? {};
  expect(counts?.ingested).toBe(2);
  expect(outcomes?.map(({ entry }) => entry).sort()).toEqual([1, 2, 4]);
  expect((await restored(world)).size).toBe(2);
});

test.each([
  ['an empty object', new Uint8Array(), 'empty-file'],
  ['a cut ZIP', undefined, 'zip-damaged'],
])('%s is an outcome, not a failure', async (_what, given, reason) => {
  const bytes = given ?? (await zipOf(ct)).slice(0, 5000);
  const { uploadId, names } = await upload(world, ct, [bytes]);
  expect(await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' })).toBe('ingested');
  expect(stateOf(uploadId, names[0] ?? '')?.outcomes).toEqual([{ entry: 0, outcome: 'rejected', reason }]);
  expect(world.studies.size).toBe(0);
  expect(world.packObjects.size).toBe(0);
});

test('bundles in parallel lose nothing: whoever loses the race merges again', async () => {
  const bundles = await Promise.all([0, 3, 6, 9].map((from) => zipOf(ct.slice(from, from + 3))));
  const { uploadId, names } = await upload(world, ct, bundles);
  const results = await Promise.all(names.map((bundle) => ingestBundle(world.ports, { uploadId, bundle })));
  expect(results).toEqual(['ingested', 'ingested', 'ingested', 'ingested']);
  const { study, ledger } = onlyStudy(world);
  expect(ledger.entries).toHaveLength(12);
  expect(study.rev).toBe(4);
  expect(world.manifests.size).toBe(1);
  expect((await restored(world)).size).toBe(12);
});

test('two runs of the same bundle at once: one counts, the other leaves nothing behind', async () => {
  const { uploadId, names } = await upload(world, ct, [await zipOf(ct)]);
  const name = { uploadId, bundle: names[0] ?? '' };
  const results = await Promise.all([ingestBundle(world.ports, name), ingestBundle(world.ports, name)]);
  expect(results.filter((result) => result === 'ingested')).toHaveLength(1);
  expect(onlyStudy(world).ledger.entries).toHaveLength(12);
  expect(world.packObjects.size).toBe(2);
});

test('an upload that is cancelled while its bundle is read leaves nothing', async () => {
  const { uploadId, names } = await upload(world, ct, [await zipOf(ct)]);
  world.before = (call) => {
    const ticket = world.uploads.get(uploadId);
    if (call === 'packs.put' && ticket) ticket.upload.state = 'cancelled';
  };
  expect(await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' })).toBe('gone');
  expect(world.studies.size).toBe(0);
  expect(world.packObjects.size).toBe(0);
});

test('two uploads that begin the same study at once end in one', async () => {
  const one = await upload(world, ct.slice(0, 6), [await zipOf(ct.slice(0, 6))]);
  const two = await upload(world, ct.slice(6), [await zipOf(ct.slice(6))]);
  await Promise.all(
    [one, two].map(({ uploadId, names }) => ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' })),
  );
  expect((await restored(world)).size).toBe(12);
  expect(world.packObjects.size).toBe(4);
});

test('a commit whose answer was lost keeps its objects', async () => {
  const { uploadId, names } = await upload(world, ct, [await zipOf(ct)]);
  const { studies } = world.ports;
  let lost = false;
  world.ports.studies = {
    ...studies,
    commit: async (task) => {
      const result = await studies.commit(task);
      if (lost) return result;
      lost = true;
      // The client library repeats the write and meets its own.
      return studies.commit(task);
    },
  };
  expect(await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' })).toBe('recorded');
  expect((await restored(world)).size).toBe(12);
});

test('after a crash before any single call, running again gives the same study', async () => {
  const calls: string[] = [];
  const probe = createWorld();
  signUp(probe);
  const sent = await upload(probe, ct, [await zipOf(ct)]);
  probe.before = (call) => void calls.push(call);
  await ingestBundle(probe.ports, { uploadId: sent.uploadId, bundle: sent.names[0] ?? '' });

  for (let at = 0; at < calls.length; at += 1) {
    const victim = createWorld();
    signUp(victim);
    const { uploadId, names } = await upload(victim, ct, [await zipOf(ct)]);
    const name = { uploadId, bundle: names[0] ?? '' };
    let call = 0;
    victim.before = () => {
      if (call++ === at) throw new Error('crash');
    };
    await ingestBundle(victim.ports, name).catch(() => undefined);
    victim.before = () => undefined;
    await ingestBundle(victim.ports, name);
    expect((await restored(victim)).size, `crash before ${calls[at] ?? ''}`).toBe(12);
    expect(victim.bundleObjects.size).toBe(0);
    expect(onlyStudy(victim).study.counts.instances).toBe(12);
  }
});

test('a bundle that never gets through is given up with a reason', async () => {
  const { uploadId, names } = await upload(world, ct, [await zipOf(ct)]);
  const name = { uploadId, bundle: names[0] ?? '' };
  world.before = (call) => {
    if (call === 'users.ownerKey') throw new Error('out of memory');
  };
  for (let run = 0; run < 9; run += 1) await expect(ingestBundle(world.ports, name)).rejects.toThrow();
  world.nowMs += limits.bundleThrowsMs;
  expect(await ingestBundle(world.ports, name)).toBe('failed');
  expect(stateOf(uploadId, name.bundle)).toMatchObject({ state: 'failed', failure: 'internal' });
});

test('an upload cancelled while its bundle is being ingested leaves nothing', async () => {
  const { uploadId, names } = await upload(world, ct, [await zipOf(ct)]);
  world.before = async (call) => {
    if (call !== 'studies.commit') return;
    world.before = () => undefined;
    await cancelUpload(world.ports, owner, { uploadId });
  };
  expect(await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' })).toBe('gone');
  expect(world.studies.size).toBe(0);
  expect(world.packObjects.size).toBe(0);
  expect(world.bundleObjects.size).toBe(0);
});

test('a study deleted while another bundle is under way does not come back', async () => {
  const { uploadId, names } = await upload(world, ct, [
    await zipOf(ct.slice(0, 6)),
    await zipOf(ct.slice(6)),
  ]);
  await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' });
  const { studyId } = onlyStudy(world);
  world.before = async (call) => {
    if (call !== 'studies.commit') return;
    world.before = () => undefined;
    await deleteStudy(world.ports, owner, studyId);
  };
  expect(await ingestBundle(world.ports, { uploadId, bundle: names[1] ?? '' })).toBe('gone');
  expect(world.studies.size).toBe(0);
  expect(world.manifests.size).toBe(0);
  expect(world.packObjects.size).toBe(0);
});

test('an object without a ticket is removed', async () => {
  world.bundleObjects.set('nobody/x', { bytes: new Uint8Array(4), createdAtMs: 0, token: true });
  expect(await ingestBundle(world.ports, { uploadId: 'nobody', bundle: 'x' })).toBe('gone');
  expect(world.bundleObjects.size).toBe(0);
});

/** What a study of 500 slices costs at the services: counted at the ports, so that no step is forgotten. */
import { expect, test } from 'vitest';
import { limits } from '@pacs/shared/limits';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { openStudy } from '../../functions/src/core/access/open-study.ts';
import { finishUpload } from '../../functions/src/core/uploads/finish-upload.ts';
import { longSeries } from '../bench/ingest/long-series.ts';
import { onlyStudy, owner, signUp, upload, zipOf } from './fakes/uploading.ts';
import { createWorld } from './fakes/world.ts';

const slices = 500;
const bundles = 4;

/** Documents that a call of the Firestore adapters reads and writes; deletions are billed apart and not counted. */
const firestore: Record<string, { reads?: number; writes?: number }> = {
  'uploads.get': { reads: 1 },
  'uploads.update': { writes: 1 },
  'users.ownerKey': { reads: 1 },
  'studies.get': { reads: 1 },
  'studies.manifest': { reads: 1 },
  'studies.manifestHead': { reads: 1 },
  'studies.commit': { writes: 4 },
  'studies.replace': { writes: 1 },
};

test('a bundle of a 500-slice study and opening it cost what the table says', async () => {
  const world = createWorld();
  signUp(world);
  const files = [...longSeries({ instances: slices, size: 32, headerBytes: 0 })];
  const each = slices / bundles;
  const zips = await Promise.all(
    Array.from({ length: bundles }, (_, i) => zipOf(files.slice(i * each, (i + 1) * each))),
  );
  const { uploadId, names } = await upload(world, files, zips);
  let calls: Record<string, number> = {};
  world.before = (call) => {
    calls[call] = (calls[call] ?? 0) + 1;
  };
  const sum = (kind: 'reads' | 'writes') =>
    Object.entries(calls).reduce((total, [call, n]) => total + n * (firestore[call]?.[kind] ?? 0), 0);
  const perBundle: { reads: number; writes: number; objects: number }[] = [];
  for (const bundle of names) {
    calls = {};
    await ingestBundle(world.ports, { uploadId, bundle });
    perBundle.push({ reads: sum('reads'), writes: sum('writes'), objects: calls['packs.put'] ?? 0 });
  }
  await finishUpload(world.ports, owner, { uploadId, abandoned: [] });
  const { studyId, manifest } = onlyStudy(world);
  calls = {};
  await openStudy(world.ports, owner, studyId, { address: 'unknown', browser: 'other' });
  const opening = { reads: sum('reads'), writes: sum('writes') };
  const [first, ...later] = perBundle;
  expect(first).toEqual({ reads: 5, writes: 4, objects: 2 });
  for (const bundle of later) expect(bundle).toEqual({ reads: 6, writes: 4, objects: 2 });
  // A session or a link is the third read of an opening.
  expect(opening.reads).toBe(2);
  expect(manifest.index.length + manifest.ledger.length).toBeLessThan(limits.manifestPartBytes);
});

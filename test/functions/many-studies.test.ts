/** A ticket takes its own study and as many others as the limit; what is past it is refused in words. */
import { UploadDocument } from '@pacs/shared/documents';
import { limits } from '@pacs/shared/limits';
import { beforeEach, expect, test } from 'vitest';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { addBundles } from '../../functions/src/core/uploads/add-bundles.ts';
import { cancelUpload } from '../../functions/src/core/uploads/cancel-upload.ts';
import { element, imageFile } from '../support/synthetic-dicom/files.ts';
import { owner, signUp, storedZipOf, upload } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';

let world: World;
beforeEach(() => {
  world = createWorld();
  signUp(world);
});

const ofStudy = (number: number) =>
  imageFile([
    element(0x00080018, 'UI', `1.2.3.${String(number)}`),
    element(0x0020000d, 'UI', `1.2.5.${String(number)}`),
  ]);

test('a bundle of too many studies brings as many as fit, names the rest, and leaves a ticket that can be read', async () => {
  const files = Array.from({ length: limits.studiesPerUpload + 3 }, (_, i) => ofStudy(i));
  const late = await storedZipOf([ofStudy(1000), ofStudy(1001)]);
  // Its own study comes last.
  const announced = [files.at(-1) ?? new Uint8Array()];
  const { uploadId, names } = await upload(world, announced, [await storedZipOf(files.slice(0, -1)), late]);
  const run = (bundle = '') => ingestBundle(world.ports, { uploadId, bundle });
  const ticket = () => UploadDocument.parse(world.uploads.get(uploadId)?.upload);

  expect(await run(names[0])).toBe('ingested');
  expect(world.studies.size).toBe(limits.studiesPerUpload);
  const state = ticket().bundles[names[0] ?? ''];
  expect(state?.counts).toMatchObject({ ingested: limits.studiesPerUpload, rejected: 2 });
  const reason = 'too-many-studies';
  expect(state?.outcomes).toEqual([50, 51].map((entry) => ({ entry, outcome: 'rejected', reason })));

  expect(await run(names[1])).toBe('failed');
  expect(ticket().bundles[names[1] ?? '']).toMatchObject({ state: 'failed', failure: reason });

  const own = await storedZipOf(announced);
  const added = await addBundles(world.ports, owner, { uploadId, bundles: [{ bytes: own.length }] });
  const object = { bytes: own, createdAtMs: world.nowMs, token: true };
  world.bundleObjects.set(`${uploadId}/${added.names[0] ?? ''}`, object);
  expect(await run(added.names[0])).toBe('ingested');
  expect(world.studies.size).toBe(limits.studiesPerUpload + 1);
  expect(world.packObjects.size).toBe(2 * world.studies.size);

  await cancelUpload(world.ports, owner, { uploadId });
  expect(world.uploads.size).toBe(0);
  expect([...world.studies.values()].every(({ study }) => study.openUploads.length === 0)).toBe(true);
});

test('of studies past the limit nothing is written', async () => {
  const puts: string[] = [];
  const { packs } = world.ports;
  const ports = {
    ...world.ports,
    packs: {
      ...packs,
      put(name: string, parts: readonly Uint8Array[]) {
        puts.push(name);
        return packs.put(name, parts);
      },
    },
  };
  const files = Array.from({ length: limits.studiesPerUpload + 3 }, (_, i) => ofStudy(i));
  const own = ofStudy(1000);
  const archives = [await storedZipOf([...files, own]), await storedZipOf([ofStudy(2000), own])];
  const { uploadId, names } = await upload(world, [own], archives);
  await ingestBundle(ports, { uploadId, bundle: names[0] ?? '' });
  expect(puts).toHaveLength(2 * (limits.studiesPerUpload + 1));
  puts.length = 0;
  // Nor where earlier bundles of the ticket brought as many.
  await ingestBundle(ports, { uploadId, bundle: names[1] ?? '' });
  expect(puts).toEqual([]);
  expect(world.uploads.get(uploadId)?.upload.bundles[names[1] ?? '']).toMatchObject({
    counts: { duplicate: 1, rejected: 1 },
    outcomes: [{ entry: 0, outcome: 'rejected', reason: 'too-many-studies' }],
  });
});

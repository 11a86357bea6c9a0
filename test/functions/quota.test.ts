import { expect, test } from 'vitest';
import { limits } from '@pacs/shared/limits';
import { addBundles } from '../../functions/src/core/uploads/add-bundles.ts';
import { beginUpload } from '../../functions/src/core/uploads/begin-upload.ts';
import { owner, signUp } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';

const ticket = (world: World, study: string, uid = owner) =>
  beginUpload(world.ports, uid, {
    studyInstanceUID: study,
    patientID: 'p',
    issuerOfPatientID: '',
    instances: [{ sopInstanceUID: `${study}.1`, sha256: 'x' }],
    leftOut: 0,
    missingByDirectory: 0,
  });

test('bytes awaited by one ticket count for the quota of all tickets of that owner', async () => {
  const world = createWorld();
  signUp(world);
  signUp(world, 'owner-2');
  const [first, second] = [await ticket(world, '1.2.1'), await ticket(world, '1.2.2')];
  const add = (uploadId: string, bytes: number, uid = owner) =>
    addBundles(world.ports, uid, { uploadId, bundles: [{ bytes }] });
  const full = { code: 'quota-exceeded' };

  await add(first.uploadId, limits.quotaBytesPerUser - 10);
  await expect(add(second.uploadId, 11)).rejects.toMatchObject(full);
  await add(second.uploadId, 10);
  await expect(ticket(world, '1.2.3')).rejects.toMatchObject(full);

  const other = await ticket(world, '1.2.1', 'owner-2');
  await expect(add(other.uploadId, 11, 'owner-2')).resolves.toMatchObject({ bucket: 'uploads' });
});

test('tickets filled at once stay within the quota together, and what is refused is awaited by nobody', async () => {
  const world = createWorld();
  signUp(world);
  const tickets = [await ticket(world, '1.2.1'), await ticket(world, '1.2.2'), await ticket(world, '1.2.3')];
  const share = Math.ceil(limits.quotaBytesPerUser / 2);
  const results = await Promise.allSettled(
    tickets.map(({ uploadId }) => addBundles(world.ports, owner, { uploadId, bundles: [{ bytes: share }] })),
  );
  const accepted = results.filter(({ status }) => status === 'fulfilled').length;
  expect(accepted).toBeLessThanOrEqual(2);
  const bundles = [...world.uploads.values()].flatMap(({ upload }) => Object.keys(upload.bundles));
  expect(bundles).toHaveLength(accepted);
});

import { expect, test } from 'vitest';
import { limits } from '@pacs/shared/limits';
import { addBundles } from '../../functions/src/core/uploads/add-bundles.ts';
import { beginUpload } from '../../functions/src/core/uploads/begin-upload.ts';
import { owner, signUp } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';

const ticket = (world: World, study: string, uid = owner, bundles: { bytes: number }[] = []) =>
  beginUpload(world.ports, uid, {
    bundles,
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

test('what is named with the ticket counts like what is named later, and a ticket that is refused is no open one', async () => {
  const world = createWorld();
  signUp(world);
  const { names, bucket, uploadId } = await ticket(world, '1.2.1', owner, [{ bytes: 7 }, { bytes: 8 }]);
  expect(bucket).toBe('uploads');
  const { bundles } = world.uploads.get(uploadId)?.upload ?? {};
  expect(names.map((name) => bundles?.[name])).toEqual([
    { bytes: 7, state: 'awaited' },
    { bytes: 8, state: 'awaited' },
  ]);
  const rest = [{ bytes: limits.quotaBytesPerUser - 14 }];
  await expect(ticket(world, '1.2.2', owner, rest)).rejects.toMatchObject({ code: 'quota-exceeded' });
  expect(await world.ports.uploads.countOpen(owner)).toBe(1);
  expect(await world.ports.uploads.awaitedBytes(owner)).toBe(15);
});

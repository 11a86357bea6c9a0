import { expect, it } from 'vitest';
import { removeAll, unlessShared } from '../../web/src/upload/shared-computer.ts';
import { memorySessions } from './fakes/memory-sessions.ts';

const upload = { uploadId: 'u', ownerUid: 'me', expiresAtMs: 1, stored: [], bundles: [], abandoned: [] };

it('keeps nothing of an upload on a shared computer, and removes what was kept', async () => {
  const kept = memorySessions();
  let isShared = false;
  const sessions = unlessShared(kept, () => isShared);
  await sessions.save(upload);
  expect(await sessions.all()).toEqual([upload]);
  isShared = true;
  await sessions.save(upload);
  expect(kept.kept.size).toBe(0);
  isShared = false;
  await sessions.save(upload);
  await removeAll(kept);
  expect(kept.kept.size).toBe(0);
});

import { expect, it } from 'vitest';
import { unlessShared } from '../../web/src/upload/shared-computer.ts';
import { memorySessions, storedUpload } from './fakes/memory-sessions.ts';

const folder = { name: 'CD' } as FileSystemHandle;

it('keeps nothing of an upload on a shared computer, and removes what was kept', async () => {
  const kept = memorySessions();
  let isShared = false;
  const sessions = unlessShared(kept, () => isShared);
  const upload = storedUpload();
  await sessions.save(upload);
  await sessions.keepHandles(upload.uploadId, [folder]);
  expect(await sessions.all()).toEqual([upload]);
  expect(await sessions.handles(upload.uploadId)).toEqual([folder]);
  isShared = true;
  await sessions.save(upload);
  expect(kept.kept.size + kept.keptHandles.size).toBe(0);
  await sessions.keepHandles(upload.uploadId, [folder]);
  expect(kept.keptHandles.size).toBe(0);
});

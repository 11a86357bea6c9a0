/** What is called stored when an upload begins is there for as long as its ticket is. */
import { expect, test } from 'vitest';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { deleteStudy } from '../../functions/src/core/studies/delete-study.ts';
import { finishUpload } from '../../functions/src/core/uploads/finish-upload.ts';
import { onlyStudy, owner, signUp, upload, zipOf } from './fakes/uploading.ts';
import { copyState } from './fakes/world-state.ts';
import { createWorld } from './fakes/world.ts';

const ct = ctVolume({ slices: 3, size: 16 }).map(({ bytes }) => bytes);

test('a study deleted before any one call of a beginning upload is sent whole, or the upload begun once more', async () => {
  const begun = createWorld();
  signUp(begun);
  const first = await upload(begun, ct.slice(0, 2), [await zipOf(ct.slice(0, 2))]);
  await ingestBundle(begun.ports, { uploadId: first.uploadId, bundle: first.names[0] ?? '' });
  await finishUpload(begun.ports, owner, { uploadId: first.uploadId, abandoned: [] });
  const { studyId } = onlyStudy(begun);
  const rest = await zipOf(ct.slice(2));

  const endings: string[] = [];
  for (let at = 0, reached = true; reached; at += 1) {
    const world = createWorld(copyState(begun));
    reached = false;
    let calls = 0;
    world.before = async () => {
      if (calls++ !== at) return;
      reached = true;
      world.before = () => undefined;
      await deleteStudy(world.ports, owner, studyId);
    };
    const ending = await upload(world, ct, [rest]).then(
      ({ stored }) => `stored ${String(stored.length)}`,
      (error: unknown) => String((error as { code?: unknown }).code),
    );
    const open = [...world.uploads.values()].filter(({ upload: ticket }) => ticket.state === 'open');
    if (open.length > 0 && ending === 'stored 2')
      expect(world.studies.size, `deleted before call ${String(at)}`).toBe(1);
    if (ending === 'conflict') expect(open).toEqual([]);
    endings.push(ending);
  }
  expect(new Set(endings)).toEqual(new Set(['stored 0', 'conflict', 'not-found', 'stored 2']));
});

/** What is called stored when an upload begins is there for as long as its ticket is. */
import { expect, test } from 'vitest';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { beginUpload } from '../../functions/src/core/uploads/begin-upload.ts';
import { deleteStudy } from '../../functions/src/core/studies/delete-study.ts';
import { finishUpload } from '../../functions/src/core/uploads/finish-upload.ts';
import { onlyStudy, owner, sha256, signUp, upload, worldWithStudy, zipOf } from './fakes/uploading.ts';
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

test('what was packed of all of a study gets names with the ticket, and none where some of it is stored', async () => {
  const { world } = await worldWithStudy(ct.slice(0, 1));
  const begin = (files: readonly Uint8Array[], study: string) =>
    beginUpload(world.ports, owner, {
      studyInstanceUID: study,
      patientID: headerOf(files).identity.patientID ?? '',
      issuerOfPatientID: headerOf(files).identity.issuerOfPatientID ?? '',
      instances: files.map((bytes) => ({
        sopInstanceUID: headerOf([bytes]).sopInstanceUID,
        sha256: sha256(bytes),
      })),
      leftOut: 0,
      missingByDirectory: 0,
      bundles: [{ bytes: 7 }, { bytes: 8 }],
    });
  const again = await begin(ct, headerOf(ct).studyInstanceUID);
  expect(again).toMatchObject({ stored: [0], names: [] });
  expect(world.uploads.get(again.uploadId)?.upload.bundles).toEqual({});
  const other = await begin(ct, '1.2.3');
  expect(other.stored).toEqual([]);
  expect(other.names.map((name) => world.uploads.get(other.uploadId)?.upload.bundles[name]?.bytes)).toEqual([
    7, 8,
  ]);
});

function headerOf([bytes = new Uint8Array()]: readonly Uint8Array[]) {
  const read = readHeader(bytes, { totalBytes: bytes.length });
  if (read.status !== 'ok') throw new Error(read.status);
  return read.header;
}

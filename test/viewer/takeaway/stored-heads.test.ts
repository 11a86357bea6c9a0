/** The beginning of stored files as their owner reads it, from the packs that ingest writes. */
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { listElements } from '@pacs/shared/dicom/list-elements';
import { decodeHeads } from '@pacs/shared/packs/heads';
import { ingestBundle } from '../../../functions/src/core/ingest/ingest-bundle.ts';
import { ctVolume } from '../../../tools/seed/synthetic/ct-volume.ts';
import { headOf } from '../../../web/src/viewer/takeaway/stored-heads.ts';
import { signUp, upload, zipOf } from '../../functions/fakes/uploading.ts';
import { createWorld } from '../../functions/fakes/world.ts';

test('heads alone list the same elements as the uploaded files, without any of the pixels', async () => {
  const files = ctVolume({ slices: 2, size: 64 }).map(({ bytes }) => bytes);
  const world = createWorld();
  signUp(world);
  const { uploadId, names } = await upload(world, files, [await zipOf(files)]);
  await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' });
  const stored = [...world.packObjects].find(([name]) => name.endsWith('.heads'));
  const body = decodeHeads(gunzipSync(stored?.[1].bytes ?? ''));
  files.forEach((file, ordinal) => {
    const head = headOf(body, ordinal);
    if (head === undefined) throw new Error('no head');
    expect(head.totalBytes).toBe(file.length);
    expect(head.bytes.length).toBe(file.length - 2 * 64 * 64);
    expect(listElements(head.bytes, head.totalBytes)).toEqual(listElements(file, file.length));
  });
  expect(headOf(body, 2)).toBeUndefined();
});

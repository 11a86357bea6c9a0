import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { htj2kCodec } from '../../../functions/src/adapters/htj2k-codec.ts';
import { createPackBuilder } from '../../../functions/src/core/ingest/pack-builder.ts';
import { stackThumbnails } from '../../../functions/src/core/ingest/stack-thumbnails.ts';
import { readInstance } from '../../../functions/src/core/ingest/read-instance.ts';
import { ctVolume } from '../../../tools/seed/synthetic/ct-volume.ts';
import { ultrasoundCine } from '../../../tools/seed/synthetic/ultrasound-cine.ts';
import { createPackWork } from '../../../web/src/viewer/takeaway/rebuild-pack.ts';

const codec = htj2kCodec();
const bytesOf = (files: readonly { bytes: Uint8Array }[]) => files.map(({ bytes }) => bytes);
/** Each in a pack of its own. */
const series = [bytesOf(ctVolume({ slices: 3 })), bytesOf(ultrasoundCine())];
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64url');

async function packed(files: readonly Uint8Array[]) {
  const objects = { frames: Buffer.alloc(0), heads: Buffer.alloc(0) };
  const builder = createPackBuilder(
    {
      codec: () => codec,
      thumbnails: stackThumbnails({ render: async () => Uint8Array.of(1) }, { now: () => 0 }),
      memory: { taken: () => undefined },
      write: async (frames, heads) => {
        objects.frames = Buffer.concat(frames);
        objects.heads = Buffer.concat(await heads());
        return 'pack';
      },
    },
    { ownerKey: new Uint8Array(32), studyId: 'study' },
  );
  for (const [entry, file] of files.entries()) {
    const read = readInstance(entry, file);
    if (read.status === 'read') await builder.add(read.instance);
  }
  await builder.finish();
  return objects;
}

async function opened(objects: Awaited<ReturnType<typeof packed>>) {
  const work = createPackWork({
    fetchBytes: async (input) =>
      new Response(new Uint8Array(input === '/frames' ? objects.frames : objects.heads)),
    decodeNative: (codestream, format) => codec.decodeNative(codestream, format),
  });
  await work.open({ frames: '/frames', heads: '/heads' });
  return work;
}

describe('files out of a pack, in the browser', () => {
  it.each(series)('are the files that were given, byte for byte', async (...files) => {
    const work = await opened(await packed(files));
    for (const [head, file] of files.entries()) {
      const back = await work.file(head, sha256(file));
      expect(back === undefined ? undefined : sha256(back)).toBe(sha256(file));
    }
  });

  it('are withheld where one bit of the pack is not what it was', async () => {
    const files = series.flat().slice(0, 3);
    const objects = await packed(files);
    objects.frames[10] = (objects.frames[10] ?? 0) ^ 1;
    const work = await opened(objects);
    const all = await Promise.all(files.map((file, head) => work.file(head, sha256(file))));
    expect(all.filter((file) => file === undefined)).toHaveLength(1);
  });

  it('are not asked of a pack that could not be fetched', async () => {
    const work = createPackWork({
      fetchBytes: async () => new Response(null, { status: 403 }),
      decodeNative: (codestream, format) => codec.decodeNative(codestream, format),
    });
    await expect(work.open({ frames: '/frames', heads: '/heads' })).rejects.toThrow();
    expect(await work.file(0, sha256(new Uint8Array()))).toBeUndefined();
  });
});

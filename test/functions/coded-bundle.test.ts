/** Bundles whose frames the client has coded: the same study as from plain files, without coding anything again. */
import { encodeHtj2k, isHtj2kEligible } from '@pacs/shared/codecs/htj2k-encode';
import { nodeCodecs } from '@pacs/shared/codecs/node-codecs';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { splitInstance } from '@pacs/shared/dicom/split-instance';
import { writeCodedFile } from '@pacs/shared/packs/coded-file';
import { expect, test } from 'vitest';
import { htj2kCodec } from '../../functions/src/adapters/htj2k-codec.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { ultrasoundCine } from '../../tools/seed/synthetic/ultrasound-cine.ts';
import { onlyStudy, restored, sha256, signUp, upload, zipOf } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';

const codecs = nodeCodecs();

async function codedFile(file: Uint8Array): Promise<Uint8Array> {
  const read = readHeader(file, { totalBytes: file.length });
  if (read.status !== 'ok') throw new Error(read.status);
  const { header } = read;
  const { format } = header;
  const parts = await writeCodedFile(
    { file, header, split: splitInstance(file, header), sha256: sha256(file) },
    async (native) =>
      format && isHtj2kEligible(format, header.transferSyntaxUID)
        ? (await encodeHtj2k(codecs, native, format))?.codestream
        : undefined,
  );
  if (parts === undefined) throw new Error('not coded');
  return new Uint8Array(Buffer.concat(parts));
}

/** A world with the real codec that counts what it encodes. */
function countingWorld(): { world: World; encoded: () => number } {
  const world = createWorld();
  signUp(world);
  const codec = htj2kCodec();
  let encoded = 0;
  world.ports.codec = {
    ...codec,
    encode: (...asked) => {
      encoded += 1;
      return codec.encode(...asked);
    },
  };
  return { world, encoded: () => encoded };
}

async function ingested(files: readonly Uint8Array[], entries: readonly Uint8Array[]) {
  const { world, encoded } = countingWorld();
  const { uploadId, names } = await upload(world, files, [await zipOf(entries)]);
  const [bundle = ''] = names;
  expect(await ingestBundle(world.ports, { uploadId, bundle })).toBe('ingested');
  return { world, encoded, counts: world.uploads.get(uploadId)?.upload.bundles[bundle] };
}

test.each([
  ['CT', ctVolume({ slices: 4, size: 64 })],
  ['an ultrasound cine', ultrasoundCine({ frames: 4, rows: 96, columns: 128 })],
])('%s comes to the same study, frame for frame, and nothing is coded twice', async (_, made) => {
  const files = made.map(({ bytes }) => bytes);
  const plain = await ingested(files, files);
  const coded = await ingested(files, await Promise.all(files.map(codedFile)));
  expect(plain.encoded()).toBeGreaterThan(0);
  expect(coded.encoded()).toBe(0);
  expect(onlyStudy(coded.world).index.instances).toEqual(onlyStudy(plain.world).index.instances);
  expect([...(await restored(coded.world)).keys()].sort()).toEqual(files.map(sha256).sort());
});

test('a coded file that is damaged is refused alone', async () => {
  const files = ctVolume({ slices: 3, size: 64 }).map(({ bytes }) => bytes);
  const [first, second, third] = await Promise.all(files.map(codedFile));
  if (!first || !second || !third) throw new Error('not coded');
  second.fill(0xff, 12, 40);
  const { world, counts } = await ingested(files, [first, second, third]);
  expect(counts).toMatchObject({ counts: { ingested: 2, rejected: 1 } });
  const [a, , c] = files.map(sha256);
  expect([...(await restored(world)).keys()].sort()).toEqual([a, c].sort());
});

test('a codestream of other pixels than those that were meant is refused, never stored as something else', async () => {
  const files = ctVolume({ slices: 2, size: 64 }).map(({ bytes }) => bytes);
  const [first, second] = await Promise.all(files.map(codedFile));
  if (!first || !second) throw new Error('not coded');
  const other = first.slice();
  other[other.length - 60] = (other[other.length - 60] ?? 0) ^ 0x55;
  const { world, counts } = await ingested(files, [other, second]);
  expect(counts).toMatchObject({ counts: { ingested: 1, rejected: 1 } });
  expect([...(await restored(world)).keys()]).toEqual(files.slice(1).map(sha256));
});

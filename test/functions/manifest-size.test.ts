/** How large the manifest of a long study gets, with frames as they came and coded. */
import { expect, test } from 'vitest';
import { limits } from '@pacs/shared/limits';
import { StudyIndex } from '@pacs/shared/manifest';
import { gunzipJson } from '../../functions/src/core/gzip-json.ts';
import type { FrameCodec } from '../../functions/src/core/ingest/codec-port.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { longSeries } from '../bench/ingest/long-series.ts';
import { plainCodec } from './fakes/plain-codec.ts';
import { onlyStudy, signUp, upload, zipOf } from './fakes/uploading.ts';
import { createWorld } from './fakes/world.ts';
import { seeded } from './support/processes.ts';
import { writtenDocuments } from './support/written-documents.ts';

const slices = 2000;
const perBundle = 250;

/** Codestreams as long and as different as those of a CT of 512 × 512 are, without the work: 4 resolutions, 100–200 KB. */
function longCodestreams(): FrameCodec {
  const random = seeded(7);
  const noise = Uint8Array.from({ length: 1_000_000 }, () => 256 * random());
  const natives = new Map<string, Uint8Array>();
  const keyOf = (codestream: Uint8Array) => Buffer.from(codestream.subarray(0, 32)).toString('latin1');
  return {
    ...plainCodec(),
    async encode(native) {
      const at = Math.floor(800_000 * random());
      const bytes = 100_000 + Math.floor(100_000 * random());
      const codestream = noise.subarray(at, at + bytes);
      natives.set(keyOf(codestream), native.slice());
      const ends = [0.02, 0.07, 0.27].map((share) => Math.floor(bytes * (share + share * random() * 0.2)));
      return {
        codestream,
        resolutions: [...ends, bytes],
        range: [-1024, Math.floor(1000 + 2000 * random())],
      };
    },
    decodeNative: async (codestream) => natives.get(keyOf(codestream)) ?? new Uint8Array(),
  };
}

/** The same pictures come again and again: each gets a few bytes of its own. */
const distinct = (file: Uint8Array, number: number) => {
  new DataView(file.buffer, file.byteOffset).setUint32(
    file.byteLength - 4,
    Math.imul(number, 2_654_435_761) >>> 0,
  );
  return file;
};

test.each([
  ['as they came', { ...plainCodec(), encode: () => Promise.resolve(undefined) }],
  ['coded', longCodestreams()],
])('the index of 2,000 slices, %s, is below 200 KB', { timeout: 90_000 }, async (coding, codec) => {
  const world = createWorld();
  signUp(world);
  const put = async () => undefined;
  const ports = { ...world.ports, codec, packs: { ...world.ports.packs, put } };
  const files = [...longSeries({ instances: slices, size: 16, headerBytes: 0 })].map(distinct);
  const { uploadId, names } = await upload(
    world,
    files,
    await Promise.all(
      Array.from({ length: slices / perBundle }, (_, i) =>
        zipOf(files.slice(i * perBundle, (i + 1) * perBundle)),
      ),
    ),
  );
  for (const bundle of names) await ingestBundle(ports, { uploadId, bundle });
  const { manifest, study } = onlyStudy(world);
  const index = gunzipJson(StudyIndex, manifest.index);
  const frames = index.instances.flatMap((instance) => instance.frames);
  expect(frames).toHaveLength(slices);
  expect(frames.every(({ resolutions }) => resolutions.length === (coding === 'coded' ? 4 : 0))).toBe(true);
  expect(new Set(frames.map(({ crc }) => crc)).size).toBe(slices);
  const [indexBytes, ledgerBytes] = [manifest.index.length, manifest.ledger.length];
  process.stdout.write(`${coding}: index ${String(indexBytes)} bytes, ledger ${String(ledgerBytes)} bytes\n`);
  // The index is what travels; the ledger stays on the server, in the same document.
  expect(indexBytes).toBeLessThan(200_000);
  expect(indexBytes + ledgerBytes).toBeLessThan(limits.manifestPartBytes / 2);
  expect(study.manifestParts).toBe(1);
  const [studyDocument] = writtenDocuments(world).filter(({ path }) => /^studies\/[^/]+$/.test(path));
  expect(studyDocument?.bytes).toBeLessThan(20_000);
});

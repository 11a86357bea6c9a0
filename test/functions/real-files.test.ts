/** Every real file through ingest: what is stored comes back byte for byte, what is not says why. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { transferSyntax } from '@pacs/shared/dicom/transfer-syntax';
import { StudyLedger } from '@pacs/shared/ledger';
import { StudyIndex } from '@pacs/shared/manifest';
import { crc32c } from '@pacs/shared/crc32c';
import { limits } from '@pacs/shared/limits';
import { type HeadsBody, decodeHeads } from '@pacs/shared/packs/heads';
import { rebuildFile } from '@pacs/shared/packs/rebuild-file';
import { objectNames } from '@pacs/shared/paths';
import { expect, test } from 'vitest';
import { htj2kCodec } from '../../functions/src/adapters/htj2k-codec.ts';
import { sharpThumbnailer } from '../../functions/src/adapters/sharp-thumbnailer.ts';
import { gunzipJson } from '../../functions/src/core/gzip-json.ts';
import type { FrameCodec } from '../../functions/src/core/ingest/codec-port.ts';
import { readInstance } from '../../functions/src/core/ingest/read-instance.ts';
import { readFrame } from '../../functions/src/core/ingest/opening.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { sha256, signUp, storedZipOf, upload } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';

const folder = resolve(import.meta.dirname, '../../../shared/dicom');
const perBundle = 60;
/** Of a long series a few images say as much as all about the codec; kept as they came, all are proven. */
const codedPerFolder = 3;

function filesBelow(directory: string, perFolder: number): string[] {
  const entries = readdirSync(directory, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !['.csv', '.md'].includes(extname(entry.name)));
  return [
    ...(directory.includes('series') ? files.slice(0, perFolder) : files).map(({ name }) =>
      join(directory, name),
    ),
    ...entries
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => filesBelow(join(directory, name), perFolder)),
  ];
}

const sources = existsSync(folder)
  ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  : [];

/** SHA-256 of all files put together again, and how their frames are kept. */
async function proveStudies(world: World): Promise<{ restored: Set<string>; codings: Set<string> }> {
  const restored = new Set<string>();
  const codings = new Set<string>();
  for (const [studyId, { study, thumbnail }] of world.studies) {
    const manifest = world.manifests.get(`${studyId}/${String(study.rev)}`);
    if (!manifest) throw new Error('no manifest');
    const index = gunzipJson(StudyIndex, manifest.index);
    const { entries } = gunzipJson(StudyLedger, manifest.ledger);
    expect(thumbnail?.length ?? 0).toBeLessThanOrEqual(limits.thumbnailMaxBytes);
    const objectOf = (pack: number, name: typeof objectNames.frames) =>
      world.packObjects.get(name(studyId, study.incarnation, index.packs[pack]?.name ?? ''))?.bytes ??
      new Uint8Array();
    const read = (pack: number, at: number, bytes: number) =>
      Promise.resolve(objectOf(pack, objectNames.frames).subarray(at, at + bytes));
    const headsOf = new Map<number, HeadsBody>();
    for (const { pack, head, sha256: expected } of entries) {
      const heads = headsOf.get(pack) ?? decodeHeads(gunzipSync(objectOf(pack, objectNames.heads)));
      headsOf.set(pack, heads);
      const rebuilt = await rebuildFile(heads, head, {
        read: (at, bytes) => read(pack, at, bytes),
        decodeNative: (codestream, format) => world.ports.codec.decodeNative(codestream, format),
      });
      expect(sha256(rebuilt)).toBe(expected);
      restored.add(expected);
    }
    for (const frame of index.instances.flatMap(({ frames }) => frames)) {
      codings.add(frame.coding);
      expect(frame.resolutions.at(-1) ?? frame.leadBytes + frame.restBytes).toBe(
        frame.leadBytes + frame.restBytes,
      );
      expect(crc32c(await readFrame(frame, frame.leadBytes + frame.restBytes, { read }))).toBe(frame.crc);
    }
  }
  return { restored, codings };
}

test.skipIf(sources.length > 0)('real DICOM files are not here: their ingest is not tested', () => undefined);

/** Native pixels; of what was compressed before one of each syntax, for it is kept as it came either way. */
function worthCoding(files: readonly Uint8Array[]): Uint8Array[] {
  const seen = new Set<string>();
  return files.filter((file) => {
    const read = readHeader(file, { totalBytes: file.length });
    if (read.status !== 'ok') return false;
    const { transferSyntaxUID } = read.header;
    const isNews = !transferSyntax(transferSyntaxUID).encapsulated || !seen.has(transferSyntaxUID);
    seen.add(transferSyntaxUID);
    return isNews;
  });
}

/** Keeps every frame as it came. */
const uncoded: FrameCodec = { ...htj2kCodec(), encode: () => Promise.resolve(undefined) };

test.each(
  sources.flatMap(({ name }) => [
    [name, 'as they came', uncoded] as const,
    [name, 'coded where it pays', htj2kCodec()] as const,
  ]),
)(
  '%s, frames %s: every file comes back',
  async (source, _how, codec) => {
    const world = createWorld();
    const isCoded = codec !== uncoded;
    Object.assign(world.ports, { codec, ...(isCoded && { thumbnailer: sharpThumbnailer }) });
    signUp(world);
    const paths = filesBelow(join(folder, source), isCoded ? codedPerFolder : Infinity);
    const all = paths.map((path) => new Uint8Array(readFileSync(path)));
    const files = isCoded ? worthCoding(all) : all;
    const expected = new Set<string>();
    for (let at = 0; at < files.length; at += perBundle) {
      const some = files.slice(at, at + perBundle);
      const { uploadId, names } = await upload(world, some, [await storedZipOf(some)]);
      const bundle = names[0] ?? '';
      expect(await ingestBundle(world.ports, { uploadId, bundle })).toBe('ingested');
      const counts = world.uploads.get(uploadId)?.upload.bundles[bundle]?.counts;
      expect(Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0)).toBe(some.length);
      for (const file of some) if (readInstance(0, file).status === 'read') expected.add(sha256(file));
    }
    const { restored, codings } = await proveStudies(world);
    expect(restored).toEqual(expected);
    if (!isCoded) expect(codings.has('htj2k')).toBe(false);
  },
  300_000,
);

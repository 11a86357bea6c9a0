/** Every real file through ingest: what is stored comes back byte for byte, what is not says why. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { StudyIndex, StudyLedger } from '@pacs/shared/manifest';
import { crc32c } from '@pacs/shared/crc32c';
import { limits } from '@pacs/shared/limits';
import { decodeHeads } from '@pacs/shared/packs/heads';
import { rebuildFile } from '@pacs/shared/packs/rebuild-file';
import { objectNames } from '@pacs/shared/paths';
import { expect, test } from 'vitest';
import { htj2kCodec } from '../../functions/src/adapters/htj2k-codec.ts';
import { sharpThumbnailer } from '../../functions/src/adapters/sharp-thumbnailer.ts';
import { gunzipJson } from '../../functions/src/core/gzip-json.ts';
import { readFrame } from '../../functions/src/core/ingest/opening.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { sha256, signUp, upload } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';

const folder = resolve(import.meta.dirname, '../../../shared/dicom');
/** Of a long series a few images say as much as all. */
const perFolder = 6;

function filesBelow(directory: string): string[] {
  const entries = readdirSync(directory, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !['.csv', '.md'].includes(extname(entry.name)));
  const kept = directory.includes('series') ? files.slice(0, perFolder) : files;
  return [
    ...kept.map(({ name }) => join(directory, name)),
    ...entries
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => filesBelow(join(directory, name))),
  ];
}

const sources = existsSync(folder)
  ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  : [];

async function proveStudies(world: World): Promise<Set<string>> {
  const restored = new Set<string>();
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
    for (const { pack, head, sha256: expected } of entries) {
      const heads = decodeHeads(gunzipSync(objectOf(pack, objectNames.heads)));
      const rebuilt = await rebuildFile(heads, head, {
        read: (at, bytes) => read(pack, at, bytes),
        decodeNative: (codestream, format) => world.ports.codec.decodeNative(codestream, format),
      });
      expect(sha256(rebuilt)).toBe(expected);
      restored.add(expected);
    }
    for (const frame of index.instances.flatMap(({ frames }) => frames))
      expect(crc32c(await readFrame(frame, frame.leadBytes + frame.restBytes, { read }))).toBe(frame.crc);
  }
  return restored;
}

test.skipIf(sources.length > 0)('real DICOM files are not here: their ingest is not tested', () => undefined);

test.each(sources.map(({ name }) => name))(
  '%s',
  async (source) => {
    const world = createWorld();
    Object.assign(world.ports, { codec: htj2kCodec(), thumbnailer: sharpThumbnailer });
    signUp(world);
    const files = filesBelow(join(folder, source)).map((path) => new Uint8Array(readFileSync(path)));
    const expected = new Set<string>();
    for (const file of files) {
      const { uploadId, names } = await upload(world, [file], [file]);
      const bundle = names[0] ?? '';
      expect(await ingestBundle(world.ports, { uploadId, bundle })).toBe('ingested');
      const counts = world.uploads.get(uploadId)?.upload.bundles[bundle]?.counts;
      const isStored = (counts?.ingested ?? 0) + (counts?.conflicting ?? 0) + (counts?.duplicate ?? 0) > 0;
      expect(isStored || (counts?.rejected ?? 0) + (counts?.skipped ?? 0) > 0).toBe(true);
      if (isStored) expected.add(sha256(file));
      // Tickets of many single files: more than a user would have open.
      world.uploads.clear();
    }
    expect(await proveStudies(world)).toEqual(expected);
  },
  300_000,
);

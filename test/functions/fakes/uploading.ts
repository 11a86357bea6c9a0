/** A ticket with bundles in the uploads bucket, as the client would have made them. */
import { createHash } from 'node:crypto';
import JSZip from 'jszip';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { StudyLedger } from '@pacs/shared/ledger';
import { StudyIndex } from '@pacs/shared/manifest';
import { decodeHeads } from '@pacs/shared/packs/heads';
import { rebuildFile } from '@pacs/shared/packs/rebuild-file';
import { objectNames } from '@pacs/shared/paths';
import { gunzipSync } from 'node:zlib';
import { gunzipJson } from '../../../functions/src/core/gzip-json.ts';
import { addBundles } from '../../../functions/src/core/uploads/add-bundles.ts';
import { beginUpload } from '../../../functions/src/core/uploads/begin-upload.ts';
import { ingestBundle } from '../../../functions/src/core/ingest/ingest-bundle.ts';
import { type World, createWorld } from './world.ts';

export const owner = 'owner-1';
export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64url');

export function signUp(world: World, uid = owner): void {
  const attested = { atMs: world.nowMs, textVersion: '1' };
  world.users.set(uid, { createdAtMs: world.nowMs, professionalAdult: attested, uploadGrounds: attested });
}

export const zipOf = (files: readonly (Uint8Array | string)[]) => archiveOf(files, 'DEFLATE');

/** For files whose packing is no matter: an archiver in JavaScript deflates ten megabytes a second. */
export const storedZipOf = (files: readonly Uint8Array[]) => archiveOf(files, 'STORE');

async function archiveOf(
  files: readonly (Uint8Array | string)[],
  compression: 'DEFLATE' | 'STORE',
): Promise<Uint8Array<ArrayBuffer>> {
  const archive = new JSZip();
  files.forEach((bytes, ordinal) => archive.file(String(ordinal).padStart(6, '0'), bytes));
  return archive.generateAsync({ type: 'uint8array', compression }) as Promise<Uint8Array<ArrayBuffer>>;
}

/** Announces the files' study and answers with the ticket and the name of each bundle, all of them in the bucket. */
export async function upload(
  world: World,
  files: readonly Uint8Array[],
  bundles: readonly Uint8Array[],
  uid = owner,
  claims: { leftOut?: number; missingByDirectory?: number } = {},
): Promise<{ uploadId: string; names: string[]; stored: number[] }> {
  const headers = files.map((bytes) => {
    const read = readHeader(bytes, { totalBytes: bytes.length });
    return read.status === 'ok' ? read.header : undefined;
  });
  const first = headers.find((header) => header !== undefined);
  const { uploadId, stored } = await beginUpload(world.ports, uid, {
    studyInstanceUID: first?.studyInstanceUID ?? '',
    patientID: first?.identity.patientID ?? '',
    issuerOfPatientID: first?.identity.issuerOfPatientID ?? '',
    instances: files.map((bytes, i) => ({
      sopInstanceUID: headers[i]?.sopInstanceUID ?? '',
      sha256: sha256(bytes),
    })),
    leftOut: 0,
    missingByDirectory: 0,
    ...claims,
  });
  const { names } = await addBundles(world.ports, uid, {
    uploadId,
    bundles: bundles.map(({ length }) => ({ bytes: Math.max(1, length) })),
  });
  bundles.forEach((bytes, i) => {
    world.bundleObjects.set(objectNames.bundle(uploadId, names[i] ?? ''), {
      bytes,
      createdAtMs: world.nowMs,
      token: true,
    });
  });
  return { uploadId, names, stored };
}

export function onlyStudy(world: World) {
  const [entry, ...more] = world.studies;
  if (!entry || more.length > 0) throw new Error(`${String(world.studies.size)} studies`);
  const [studyId, { study, thumbnail }] = entry;
  const manifest = world.manifests.get(`${studyId}/${String(study.rev)}`);
  if (!manifest) throw new Error('no manifest');
  return {
    studyId,
    study,
    thumbnail,
    manifest,
    index: gunzipJson(StudyIndex, manifest.index),
    ledger: gunzipJson(StudyLedger, manifest.ledger),
  };
}

/** Every instance of the study's ledger, put together again from the buckets alone; by SHA-256. */
export async function restored(world: World): Promise<Map<string, Uint8Array>> {
  const { studyId, study, index, ledger } = onlyStudy(world);
  const files = new Map<string, Uint8Array>();
  for (const entry of ledger.entries) {
    const name = index.packs[entry.pack]?.name ?? '';
    const frames = world.packObjects.get(objectNames.frames(studyId, study.incarnation, name))?.bytes;
    const heads = world.packObjects.get(objectNames.heads(studyId, study.incarnation, name))?.bytes;
    if (!frames || !heads) throw new Error('a pack is missing');
    const bytes = await rebuildFile(decodeHeads(gunzipSync(heads)), entry.head, {
      read: async (at, length) => frames.subarray(at, at + length),
      decodeNative: (codestream, format) => world.ports.codec.decodeNative(codestream, format),
    });
    files.set(sha256(bytes), bytes);
  }
  return files;
}

/** A world in which its one user has these files, ingested from one bundle as one study. */
export async function worldWithStudy(
  files: readonly Uint8Array[],
): Promise<{ world: World; studyId: string }> {
  const world = createWorld();
  signUp(world);
  const { uploadId, names } = await upload(world, files, [await zipOf(files)]);
  await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' });
  return { world, studyId: onlyStudy(world).studyId };
}

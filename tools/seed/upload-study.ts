import { createHash } from 'node:crypto';
import JSZip from 'jszip';
import { readHeader } from '@pacs/shared/dicom/read-header';
import type { StackInfo } from '../stack/stack-info.ts';
import { callFunction } from './callable-client.ts';
import type { SyntheticFile } from './synthetic/study.ts';

/** Uploads one study as the web app does: ticket, one bundle, resumable upload, finish. Answers the upload's id. */
export async function uploadStudy(
  stack: StackInfo,
  idToken: string,
  files: readonly SyntheticFile[],
): Promise<string> {
  const headers = files.map((file) => headerOf(file));
  const first = headers[0];
  if (first === undefined) throw new Error('a study without files');
  const { uploadId } = await callFunction(stack, idToken, 'beginUpload', {
    studyInstanceUID: first.description.studyInstanceUID,
    patientID: first.identity.patientID ?? '',
    issuerOfPatientID: first.identity.issuerOfPatientID ?? '',
    instances: headers.map((header, at) => ({
      sopInstanceUID: header.sopInstanceUID,
      sha256: createHash('sha256')
        .update(files[at]?.bytes ?? '')
        .digest('base64url'),
    })),
    leftOut: 0,
    missingByDirectory: 0,
  });
  const bundle = await zip(files);
  const { bucket, names } = await callFunction(stack, idToken, 'addBundles', {
    uploadId,
    bundles: [{ bytes: bundle.length }],
  });
  await putObject(stack, idToken, bucket, `${uploadId}/${names[0] ?? ''}`, bundle);
  await callFunction(stack, idToken, 'finishUpload', { uploadId, abandoned: [] });
  return uploadId;
}

function headerOf(file: SyntheticFile) {
  const read = readHeader(file.bytes, { totalBytes: file.bytes.length });
  if (read.status !== 'ok') throw new Error(`${file.name}: ${read.status}`);
  return read.header;
}

/** Entries are named by ordinal: file names may be patients' names. */
function zip(files: readonly SyntheticFile[]): Promise<Uint8Array<ArrayBuffer>> {
  const archive = new JSZip();
  files.forEach((file, at) => archive.file(String(at).padStart(6, '0'), file.bytes));
  return archive.generateAsync({
    type: 'uint8array',
    compression: 'DEFLATE',
    compressionOptions: { level: 1 },
  }) as Promise<Uint8Array<ArrayBuffer>>;
}

/** Firebase's resumable protocol in its shortest form: start, then everything at once. */
async function putObject(
  stack: StackInfo,
  idToken: string,
  bucket: string,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const url = `${stack.origins.storageProxy}/v0/b/${bucket}/o?name=${encodeURIComponent(name)}`;
  const start = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: `Firebase ${idToken}`,
      'content-type': 'application/json',
      'x-goog-upload-protocol': 'resumable',
      'x-goog-upload-command': 'start',
      'x-goog-upload-header-content-length': String(bytes.length),
    },
    body: JSON.stringify({ contentType: 'application/zip' }),
  });
  const session = start.headers.get('x-goog-upload-url');
  if (session === null) throw new Error(`the upload was refused: ${await start.text()}`);
  const sent = await fetch(session, {
    method: 'POST',
    headers: { 'x-goog-upload-command': 'upload, finalize', 'x-goog-upload-offset': '0' },
    body: bytes,
  });
  if (!sent.ok) throw new Error(`the upload failed: ${await sent.text()}`);
}

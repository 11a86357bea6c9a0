import { z } from 'zod';
import type { Note } from './note.ts';
import type { Target } from './target.ts';
import type { Visitor } from './visitor.ts';

const Uploaded = z.object({ name: z.string(), downloadTokens: z.string().optional() });

interface Upload {
  owner: Visitor;
  stranger: Visitor;
  uploadId: string;
  bytes: Uint8Array<ArrayBuffer>;
  note: Note;
}

/** Uploads one bundle, wrongly at first; answers the address by which its download token would open it. */
export async function checkUpload(target: Target, upload: Upload): Promise<string> {
  const { owner, stranger, uploadId, bytes, note } = upload;
  const bundles = [{ bytes: bytes.length }];
  const { bucket, names } = await owner.call('addBundles', { uploadId, bundles });
  const name = `${uploadId}/${names[0] ?? ''}`;
  const start = (size: number, idToken: string | undefined, into = bucket) =>
    startUpload(target, { bucket: into, name, size, idToken });

  const refused: [string, Promise<Response>][] = [
    ['a wrong size is refused at the start', start(bytes.length + 1, owner.idToken)],
    ['another user is refused at the start', start(bytes.length, stranger.idToken)],
    ['a visitor without account is refused at the start', start(bytes.length, undefined)],
    ['the studies bucket takes no upload', start(bytes.length, owner.idToken, target.buckets.studies)],
    ['the studies bucket lists nothing', list(target, target.buckets.studies, owner)],
    ['the uploads bucket lists nothing', list(target, target.buckets.uploads, owner)],
  ];
  for (const [what, answer] of refused) {
    const { status } = await answer;
    note(what, status >= 400 && status < 500, `status ${String(status)}`);
  }

  const started = await start(bytes.length, owner.idToken);
  const session = started.headers.get('x-goog-upload-url');
  const granularity = started.headers.get('x-goog-upload-chunk-granularity') ?? 'none';
  note('the right upload may start', started.ok && session !== null, `granularity ${granularity}`);
  if (session === null) throw new Error('no upload session');
  const misplaced = await send(session, 262_144, bytes);
  note('a wrong offset is refused', !misplaced.ok, `status ${String(misplaced.status)}`);
  const sent = await send(session, 0, bytes);
  if (!sent.ok) throw new Error(`the upload failed: ${await sent.text()}`);
  const { downloadTokens = 'none' } = Uploaded.parse(await sent.json());
  return `${target.uploads}/v0/b/${bucket}/o/${encodeURIComponent(name)}?alt=media&token=${downloadTokens.split(',')[0] ?? ''}`;
}

function startUpload(
  target: Target,
  object: { bucket: string; name: string; size: number; idToken: string | undefined },
): Promise<Response> {
  const { bucket, name, size, idToken } = object;
  return fetch(`${target.uploads}/v0/b/${bucket}/o?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-goog-upload-protocol': 'resumable',
      'x-goog-upload-command': 'start',
      'x-goog-upload-header-content-length': String(size),
      'x-goog-upload-header-content-type': 'application/dicom',
      ...(idToken === undefined ? {} : { authorization: `Firebase ${idToken}` }),
    },
    body: JSON.stringify({ name, contentType: 'application/dicom' }),
  });
}

function send(session: string, offset: number, body: Uint8Array<ArrayBuffer>): Promise<Response> {
  const headers = { 'x-goog-upload-command': 'upload, finalize', 'x-goog-upload-offset': String(offset) };
  return fetch(session, { method: 'POST', headers, body });
}

function list(target: Target, bucket: string, visitor: Visitor): Promise<Response> {
  return fetch(`${target.uploads}/v0/b/${bucket}/o`, {
    headers: { authorization: `Firebase ${visitor.idToken}` },
  });
}

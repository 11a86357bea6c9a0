/** What no emulator shows, asked of a real deployment with throw-away accounts and one synthetic radiograph. */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { decodeOpened, type Opened } from '@pacs/shared/opened';
import { apiPaths } from '@pacs/shared/paths';
import { radiograph } from '../seed/synthetic/radiograph.ts';
import type { Note } from './note.ts';
import type { Target } from './target.ts';
import { checkSignedUrl } from './check-signed-url.ts';
import { checkUpload } from './check-upload.ts';
import { createVisitor, postJson, type Visitor } from './visitor.ts';

const ingestPatienceMs = 180_000;

export interface CheckOptions {
  /** Wait until a signed URL must have expired, which takes as long as one lives. */
  untilExpiry: boolean;
  note: Note;
}

/** Removes the accounts and the study it made, also when a check fails. */
export async function runChecks(target: Target, options: CheckOptions): Promise<void> {
  const owner = await createVisitor(target);
  const stranger = await createVisitor(target);
  let studyId: string | undefined;
  try {
    studyId = await checkWay(target, owner, stranger, options);
  } finally {
    if (studyId !== undefined) await owner.call('deleteStudy', { studyId });
    await Promise.all([owner.remove(), stranger.remove()]);
  }
}

async function checkWay(
  target: Target,
  owner: Visitor,
  stranger: Visitor,
  { note, untilExpiry }: CheckOptions,
): Promise<string> {
  const [file] = radiograph();
  if (file === undefined) throw new Error('no synthetic radiograph');
  const read = readHeader(file.bytes, { totalBytes: file.bytes.length });
  if (read.status !== 'ok') throw new Error('the synthetic radiograph cannot be read');
  const { header } = read;
  for (const terms of ['professionalAdult', 'uploadGrounds'] as const) {
    await owner.call('acceptTerms', { terms, textVersion: 'check' });
  }
  const sha256 = createHash('sha256').update(file.bytes).digest('base64url');
  const { uploadId } = await timed(note, 'beginUpload', () =>
    owner.call('beginUpload', {
      studyInstanceUID: header.description.studyInstanceUID,
      patientID: header.identity.patientID ?? '',
      issuerOfPatientID: header.identity.issuerOfPatientID ?? '',
      instances: [{ sopInstanceUID: header.sopInstanceUID, sha256 }],
      leftOut: 0,
      missingByDirectory: 0,
    }),
  );
  const tokenAddress = await checkUpload(target, {
    owner,
    stranger,
    uploadId,
    bytes: new Uint8Array(file.bytes),
    note,
  });
  await owner.call('finishUpload', { uploadId, abandoned: [] });
  await timed(note, 'ingest', () => untilIngested(owner, uploadId));
  const byToken = await fetch(tokenAddress);
  note('the download token opens nothing after ingest', !byToken.ok, `status ${String(byToken.status)}`);

  const studyId = await studyOf(target, owner, uploadId);
  const opened = await timed(note, 'openStudy', () => open(target, owner, studyId));
  const url = Object.values(opened.urls.frames)[0];
  if (url === undefined) throw new Error('openStudy signed nothing');
  await checkSignedUrl(url, { note, untilExpiry, origin: target.web });
  return studyId;
}

async function untilIngested(owner: Visitor, uploadId: string): Promise<void> {
  const until = Date.now() + ingestPatienceMs;
  while ((await owner.uploadState(uploadId)) !== 'finished') {
    if (Date.now() > until) throw new Error('the upload was not ingested within three minutes');
    await pause(500);
  }
}

async function studyOf(target: Target, owner: Visitor, uploadId: string): Promise<string> {
  const headers = { authorization: `Bearer ${owner.idToken}` };
  const answer = await fetch(`${target.documents}/uploads/${uploadId}`, { headers });
  const found = /"studyId":\s*\{\s*"stringValue":\s*"([^"]+)"/.exec(await answer.text())?.[1];
  if (found === undefined) throw new Error('the ticket names no study');
  return found;
}

async function open(target: Target, owner: Visitor, studyId: string): Promise<Opened> {
  const headers = { authorization: `Bearer ${owner.idToken}` };
  const answer = await postJson(`${target.web}${apiPaths.openStudy}`, { studyId }, headers);
  if (!answer.ok) throw new Error(`openStudy answered ${String(answer.status)}: ${await answer.text()}`);
  return decodeOpened(await answer.arrayBuffer()).opened;
}

async function timed<T>(note: Note, name: string, work: () => Promise<T>): Promise<T> {
  const startedMs = performance.now();
  const result = await work();
  note(name, true, `${String(Math.round(performance.now() - startedMs))} ms`);
  return result;
}

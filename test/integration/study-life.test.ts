/** One study through the running stack: upload, ingest, opening, range requests, links, deletion. */
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { StudyIndex, type FrameRef } from '@pacs/shared/manifest';
import { crc32c } from '@pacs/shared/crc32c';
import { decodeOpened } from '@pacs/shared/opened';
import { decodeHeads } from '@pacs/shared/packs/heads';
import { rebuildFile } from '@pacs/shared/packs/rebuild-file';
import { apiPaths, objectNames } from '@pacs/shared/paths';
import { beforeAll, expect, test } from 'vitest';
import { htj2kCodec } from '../../functions/src/adapters/htj2k-codec.ts';
import { callFunction } from '../../tools/seed/callable-client.ts';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { uploadStudy } from '../../tools/seed/upload-study.ts';
import { waitForIngest } from '../../tools/seed/wait-for-ingest.ts';
import { readDocuments } from '../support/read-documents.ts';
import { signUpUser, type TestUser } from '../support/stack-clients.ts';
import { stackInfo } from '../support/stack.ts';
import { collectionIds, documentFields, listObjects, readObject } from './stack-inside.ts';

const files = ctVolume({ slices: 4, size: 128 });
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64url');

let owner: TestUser;
let stranger: TestUser;
let studyId: string;
let uploadId: string;

function post(path: string, body: object, idToken?: string): Promise<Response> {
  return fetch(`${stackInfo().origins.hosting}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(idToken !== undefined && { authorization: `Bearer ${idToken}` }),
    },
    body: JSON.stringify(body),
  });
}

async function open(idToken: string) {
  const answer = await post(apiPaths.openStudy, { studyId }, idToken);
  expect(answer.status).toBe(200);
  const { opened, index, lead } = decodeOpened(await answer.arrayBuffer());
  return { opened, lead, index: StudyIndex.parse(JSON.parse(gunzipSync(index).toString())) };
}

async function range(url: string, at: number, bytes: number): Promise<Uint8Array> {
  const answer = await fetch(url, { headers: { range: `bytes=${String(at)}-${String(at + bytes - 1)}` } });
  expect(answer.status).toBe(206);
  return new Uint8Array(await answer.arrayBuffer());
}

async function frameBytes(
  url: string,
  { leadAt, leadBytes, restAt, restBytes }: FrameRef,
): Promise<Uint8Array> {
  const lead = leadBytes === 0 ? new Uint8Array() : await range(url, leadAt, leadBytes);
  return Buffer.concat([lead, await range(url, restAt, restBytes)]);
}

const incarnationNow = async () => String((await documentFields(`studies/${studyId}`))?.['incarnation']);

beforeAll(async () => {
  [owner, stranger] = [await signUpUser(), await signUpUser()];
  for (const terms of ['professionalAdult', 'uploadGrounds'] as const)
    await callFunction(stackInfo(), owner.idToken, 'acceptTerms', { terms, textVersion: 'test' });
  uploadId = await uploadStudy(stackInfo(), owner.idToken, files);
  await waitForIngest(stackInfo(), owner.idToken, uploadId);
  const [found = ''] = await collectionIds('studies', owner.localId);
  studyId = found;
});

test('the bundle is gone and the study is whole', async () => {
  const study = await documentFields(`studies/${studyId}`);
  expect(study).toMatchObject({ state: 'ready', completeness: { offered: 4, stored: 4, rejected: 0 } });
  expect(await listObjects(stackInfo().buckets.uploads, `${uploadId}/`)).toEqual([]);
  expect(await listObjects(stackInfo().buckets.studies, objectNames.studyPrefix(studyId))).toHaveLength(2);
});

test('the owner opens it and reads every frame by range, each with its checksum', async () => {
  const { opened, index, lead } = await open(owner.idToken);
  expect(lead.length).toBe(opened.first?.bytes);
  for (const [instance, frame] of index.stacks[0]?.frames ?? []) {
    const ref = index.instances[instance]?.frames[frame];
    const url = opened.urls.frames[String(ref?.pack)];
    if (!ref || url === undefined) throw new Error('no frame');
    expect(crc32c(await frameBytes(url, ref))).toBe(ref.crc);
  }
});

test('frames and heads in the bucket give back the uploaded files byte for byte', async () => {
  const { index } = await open(owner.idToken);
  const incarnation = await incarnationNow();
  const bucket = stackInfo().buckets.studies;
  const [pack] = index.packs;
  const name = (of: typeof objectNames.frames) => of(studyId, incarnation, pack?.name ?? '');
  const frames = await readObject(bucket, name(objectNames.frames));
  const heads = decodeHeads(gunzipSync(await readObject(bucket, name(objectNames.heads))));
  const codec = htj2kCodec();
  const rebuilt: string[] = [];
  for (const file of heads.heads.files.keys())
    rebuilt.push(
      sha256(
        await rebuildFile(heads, file, {
          read: (at, bytes) => Promise.resolve(frames.subarray(at, at + bytes)),
          decodeNative: (codestream, format) => codec.decodeNative(codestream, format),
        }),
      ),
    );
  expect(rebuilt.sort()).toEqual(files.map(({ bytes }) => sha256(bytes)).sort());
});

test('no name, id or date of the patient is in packs and object names', async () => {
  const incarnation = await incarnationNow();
  const { index } = await open(owner.idToken);
  const name = objectNames.frames(studyId, incarnation, index.packs[0]?.name ?? '');
  const frames = Buffer.from(await readObject(stackInfo().buckets.studies, name)).toString('latin1');
  expect(JSON.stringify(index) + name + frames).not.toMatch(/Example|EX-1001|19710412|EX-CT-1/);
});

test('answers are not to be kept', async () => {
  // The function itself: the Hosting emulator writes a header of its own.
  const { origins, projectId, region } = stackInfo();
  const url = `${origins.functions}/${projectId}/${region}/openLink`;
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: 'unknown' }),
  });
  expect(answer.status).toBe(410);
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test.each([apiPaths.openLink, apiPaths.renewLink, apiPaths.openDocument, apiPaths.countEvents])(
  'what %s cannot read is refused as JSON that says nothing of how it was read',
  async (path) => {
    const token = JSON.stringify({ token: 'unknown' });
    for (const [type, body, status] of [
      ['application/json', '{"token":', 400],
      ['application/json; charset=none', token, 415],
      ['text/plain', token, 400],
      ['application/x-www-form-urlencoded', 'token=unknown', 400],
      ['multipart/form-data; boundary=x', '--x--', 400],
    ] as const) {
      const url = `${stackInfo().origins.hosting}${path}`;
      const answer = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body });
      expect([type, answer.status]).toEqual([type, status]);
      expect(await answer.json()).toEqual({ error: 'invalid-argument' });
    }
  },
);

test('a stranger and nobody get nothing', async () => {
  expect((await post(apiPaths.openStudy, { studyId }, stranger.idToken)).status).toBe(404);
  expect((await post(apiPaths.openStudy, { studyId }, 'nonsense')).status).toBe(401);
  expect((await post(apiPaths.openStudy, { studyId })).status).toBe(401);
  expect((await post(apiPaths.openStudy, {}, owner.idToken)).status).toBe(400);
  expect((await post(apiPaths.renewStudy, { studyId, packs: [0] }, stranger.idToken)).status).toBe(404);
  await expect(callFunction(stackInfo(), stranger.idToken, 'deleteStudy', { studyId })).rejects.toThrow(
    'not-found',
  );
  await expect(
    callFunction(stackInfo(), stranger.idToken, 'createLink', { studyId, lifetimeMs: 3_600_000 }),
  ).rejects.toThrow('not-found');
});

test('without attestations no ticket is made', async () => {
  await expect(uploadStudy(stackInfo(), stranger.idToken, files)).rejects.toThrow('attestation-missing');
});

test('a link opens without an account, renews, and ends with its revocation', async () => {
  const { token, linkId } = await callFunction(stackInfo(), owner.idToken, 'createLink', {
    studyId,
    lifetimeMs: 3_600_000,
  });
  const answer = await post(apiPaths.openLink, { token });
  expect(answer.status).toBe(200);
  const { opened } = decodeOpened(await answer.arrayBuffer());
  expect(opened.description).not.toHaveProperty('studyInstanceUID');
  const session = opened.link?.session ?? '';
  const renewed = await post(apiPaths.renewLink, { linkId, session, packs: [0] });
  expect(renewed.status).toBe(200);

  await callFunction(stackInfo(), owner.idToken, 'revokeLink', { linkId });
  for (const refused of [
    await post(apiPaths.openLink, { token }),
    await post(apiPaths.openLink, { token, session }),
    await post(apiPaths.openLink, { token: 'unknown' }),
    await post(apiPaths.renewLink, { linkId, session, packs: [0] }),
  ]) {
    expect(refused.status).toBe(410);
    expect(await refused.json()).toEqual({ error: 'link-unavailable' });
  }
});

test('the trail has the address that the front end saw, cut, whatever a client writes before it', async () => {
  const answer = await fetch(`${stackInfo().origins.hosting}${apiPaths.openStudy}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${owner.idToken}`,
      'x-forwarded-for': '198.51.100.7',
    },
    body: JSON.stringify({ studyId }),
  });
  expect(answer.status).toBe(200);
  const events = await readDocuments('audit', 'studyId', studyId);
  const opened = events.filter(({ action }) => action === 'study-opened');
  expect(opened.length).toBeGreaterThan(0);
  for (const { from } of opened)
    expect(from).toMatchObject({
      address: expect.stringMatching(/^(127\.0\.0\.0\/24|0:0:0::\/48)$/) as string,
    });
});

test('uploading it again stores nothing twice', async () => {
  const before = await listObjects(stackInfo().buckets.studies, objectNames.studyPrefix(studyId));
  const again = await uploadStudy(stackInfo(), owner.idToken, files);
  await waitForIngest(stackInfo(), owner.idToken, again);
  expect(await listObjects(stackInfo().buckets.studies, objectNames.studyPrefix(studyId))).toEqual(before);
});

test('usage is counted by the closed schema only', async () => {
  const accepted = await post(apiPaths.countEvents, { events: [{ name: 'page_shown', page: 'viewer' }] });
  expect(accepted.status).toBe(204);
  const refused = await post(apiPaths.countEvents, {
    events: [{ name: 'page_shown', page: 'viewer', who: 'x' }],
  });
  expect(refused.status).toBe(400);
});

test('deleting leaves nothing: no object, no manifest, no link', async () => {
  await callFunction(stackInfo(), owner.idToken, 'createLink', { studyId, lifetimeMs: 3_600_000 });
  await callFunction(stackInfo(), owner.idToken, 'deleteStudy', { studyId });
  expect(await documentFields(`studies/${studyId}`)).toBeUndefined();
  expect(await collectionIds(`studies/${studyId}/manifests`)).toEqual([]);
  expect(await collectionIds('links', owner.localId)).toEqual([]);
  expect(await listObjects(stackInfo().buckets.studies, objectNames.studyPrefix(studyId))).toEqual([]);
  expect((await post(apiPaths.openStudy, { studyId }, owner.idToken)).status).toBe(404);
});

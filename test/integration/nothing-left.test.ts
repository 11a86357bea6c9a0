/** What is left of a study and of an account once they are deleted: all of the emulators is looked through. */
import { kept, type KeptKind } from '@pacs/shared/retention';
import { beforeAll, expect, test } from 'vitest';
import { callFunction } from '../../tools/seed/callable-client.ts';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { uploadStudy } from '../../tools/seed/upload-study.ts';
import { waitForIngest } from '../../tools/seed/wait-for-ingest.ts';
import { stackNowMs } from '../support/clock.ts';
import { eventually } from '../support/eventually.ts';
import { putDocument, signUpUser, type TestUser } from '../support/stack-clients.ts';
import { stackInfo } from '../support/stack.ts';
import { documentFields } from './stack-inside.ts';
import { runSchedule } from './run-schedule.ts';
import { naming, wholeStack, type Found } from './stack-whole.ts';

interface Filled {
  studyId: string;
  linkId: string;
  uploadId: string;
}

/** A study with a link that alerts, a mail of it and an annotation. */
async function addStudy(user: TestUser, key: string): Promise<Filled> {
  const stack = stackInfo();
  const uploadId = await uploadStudy(stack, user.idToken, ctVolume({ slices: 2, size: 64, study: { key } }));
  await waitForIngest(stack, user.idToken, uploadId);
  const studyId = String((await documentFields(`uploads/${uploadId}`))?.['studyId']);
  const { linkId, token } = await callFunction(stack, user.idToken, 'createLink', {
    studyId,
    lifetimeMs: 86_400_000,
    alerts: ['opened'],
  });
  await callFunction(stack, user.idToken, 'mailLink', { token, to: 'friend@example.org', language: 'en' });
  const incarnation = String((await documentFields(`studies/${studyId}`))?.['incarnation']);
  const drawn = { ownerUid: user.localId, incarnation, rev: 1, items: [] };
  await putDocument(`studies/${studyId}/annotations/series`, drawn);
  return { studyId, linkId, uploadId };
}

/** With a profile. */
async function newOwner(): Promise<TestUser> {
  const user = await signUpUser();
  for (const terms of ['professionalAdult', 'uploadGrounds'] as const)
    await callFunction(stackInfo(), user.idToken, 'acceptTerms', { terms, textVersion: 'test' });
  await callFunction(stackInfo(), user.idToken, 'saveProfile', { specialty: 'Radiology' });
  return user;
}

/** Places of which the table says that they may still name a study, or a person. */
const mayStill = (isAllowed: (kind: KeptKind) => boolean): string[] =>
  Object.values<KeptKind>(kept)
    .filter(isAllowed)
    .flatMap(({ where }) => where.map((place) => (place.in === 'firestore' ? place.collection : place.in)));

const places = (found: readonly Found[]) => found.map(({ place }) => place);
const paths = (found: readonly Found[]) => found.map(({ path }) => path).sort();

let owner: TestUser;
let deleted: Filled;
let other: Filled;
let ofNeighbour: string[];
let full: Found[];
let withoutStudy: Found[];

// Everything that all tests before have left is looked through, three times.
beforeAll(async () => {
  const neighbour = await newOwner();
  owner = await newOwner();
  const [first, kept] = await Promise.all([addStudy(owner, 'deleted'), addStudy(neighbour, 'kept')]);
  [deleted, other] = [first, await addStudy(owner, 'with its account')];
  ofNeighbour = [neighbour.localId, kept.studyId, kept.linkId];
  full = await wholeStack();
  await callFunction(stackInfo(), owner.idToken, 'deleteStudy', { studyId: deleted.studyId });
  withoutStudy = await wholeStack();
}, 400_000);

test('of a deleted study nothing is left but what the table names', () => {
  const { studyId, linkId, uploadId } = deleted;
  expect(places(naming(full, [studyId, linkId]))).toEqual(
    expect.arrayContaining(['studies', 'links', 'outbox', 'studies bucket', 'audit']),
  );
  const left = naming(withoutStudy, [studyId, linkId]);
  const allowed = mayStill(({ afterStudy }) => afterStudy === 'ids' || afterStudy === 'its own time');
  expect(left.filter(({ place }) => !allowed.includes(place))).toEqual([]);
  expect(places(left)).toContain('audit');
  // The record of a finished upload has ids and counts alone, and goes with its ticket's time.
  expect(paths(naming(withoutStudy, [uploadId]))).toEqual([`/uploads/${uploadId}`]);
});

test('of a deleted account nothing is left but what the table names, and its neighbour keeps everything', async () => {
  const { exportId } = await callFunction(stackInfo(), owner.idToken, 'requestExport', {});
  await eventually(async () => {
    expect(await documentFields(`exports/${exportId}`)).toMatchObject({ state: 'ready' });
  });
  await callFunction(stackInfo(), owner.idToken, 'requestDeletion', {});
  const words = [owner.localId, owner.email, other.studyId, other.linkId, exportId];
  const before = await wholeStack();
  expect(places(naming(before, words))).toEqual(
    expect.arrayContaining([
      'users',
      'ownerKeys',
      'deletions',
      'exports',
      'rates',
      'auth',
      'links',
      'studies bucket',
    ]),
  );
  const wish = await documentFields(`deletions/${owner.localId}`);
  await putDocument(`deletions/${owner.localId}`, { ...wish, dueMs: stackNowMs() - 1 });
  await runSchedule('retain');

  const after = await wholeStack();
  const left = naming(after, words);
  // The receipt is on its way to the address that the account had; it names nothing else.
  const receipts = left.filter(({ place }) => place === 'outbox');
  expect(receipts).toHaveLength(1);
  for (const word of [owner.localId, other.studyId, other.linkId])
    expect(receipts[0]?.text).not.toContain(word);
  const allowed = mayStill(({ afterAccount }) => afterAccount === 'its own time');
  expect(allowed).toContain('outbox');
  expect(paths(left.filter(({ place }) => !allowed.includes(place)))).toEqual([]);
  expect(paths(naming(after, ofNeighbour))).toEqual(
    expect.arrayContaining(paths(naming(before, ofNeighbour))),
  );
}, 400_000);

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
import { collectionIds, documentFields } from './stack-inside.ts';
import { runSchedule } from './run-schedule.ts';
import { whereNamed } from './stack-whole.ts';

const files = ctVolume({ slices: 2, size: 64 });

let owner: TestUser;
let neighbour: TestUser;

/** A study with a link that alerts, a mail of it, an annotation, a profile and an export. */
async function fill(user: TestUser): Promise<{ studyId: string; linkId: string; uploadId: string }> {
  const stack = stackInfo();
  for (const terms of ['professionalAdult', 'uploadGrounds'] as const)
    await callFunction(stack, user.idToken, 'acceptTerms', { terms, textVersion: 'test' });
  await callFunction(stack, user.idToken, 'saveProfile', { specialty: 'Radiology' });
  const uploadId = await uploadStudy(stack, user.idToken, files);
  await waitForIngest(stack, user.idToken, uploadId);
  const [studyId = ''] = await collectionIds('studies', user.localId);
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

/** Places of which the table says that they may still name a study, or a person. */
const mayStill = (isAllowed: (kind: KeptKind) => boolean): string[] =>
  Object.values<KeptKind>(kept)
    .filter(isAllowed)
    .flatMap(({ where }) => where.map((place) => (place.in === 'firestore' ? place.collection : place.in)));

/** Everything that all tests before have left is looked through, several times. */
const patienceMs = 400_000;

beforeAll(async () => {
  [owner, neighbour] = [await signUpUser(), await signUpUser()];
});

test(
  'of a deleted study nothing is left but what the table names',
  async () => {
    const { studyId, linkId, uploadId } = await fill(owner);
    const before = await whereNamed([studyId, linkId]);
    for (const place of ['studies', 'links', 'outbox', 'studies bucket', 'audit'])
      expect(before.map((one) => one.place)).toContain(place);
    await callFunction(stackInfo(), owner.idToken, 'deleteStudy', { studyId });
    const left = await whereNamed([studyId, linkId]);
    const allowed = mayStill(({ afterStudy }) => afterStudy === 'ids' || afterStudy === 'its own time');
    expect(left.filter(({ place }) => !allowed.includes(place))).toEqual([]);
    expect(left.map(({ place }) => place)).toContain('audit');
    // The record of a finished upload has ids and counts alone, and goes with its ticket's time.
    expect((await whereNamed([uploadId])).map(({ path }) => path)).toEqual([`/uploads/${uploadId}`]);
  },
  patienceMs,
);

test(
  'of a deleted account nothing is left but what the table names, and its neighbour keeps everything',
  async () => {
    const { studyId, linkId } = await fill(owner);
    const other = await fill(neighbour);
    const { exportId } = await callFunction(stackInfo(), owner.idToken, 'requestExport', {});
    await eventually(async () => {
      expect(await documentFields(`exports/${exportId}`)).toMatchObject({ state: 'ready' });
    });
    await callFunction(stackInfo(), owner.idToken, 'requestDeletion', {});
    const words = [owner.localId, owner.email, studyId, linkId, exportId];
    const before = (await whereNamed(words)).map(({ place }) => place);
    for (const place of [
      'users',
      'ownerKeys',
      'deletions',
      'exports',
      'rates',
      'auth',
      'links',
      'studies bucket',
    ])
      expect(before).toContain(place);
    const ofNeighbour = await whereNamed([neighbour.localId, other.studyId, other.linkId]);

    const wish = await documentFields(`deletions/${owner.localId}`);
    await putDocument(`deletions/${owner.localId}`, { ...wish, dueMs: stackNowMs() - 1 });
    await runSchedule('retain');

    const left = await whereNamed(words);
    // The receipt is on its way to the address that the account had; it names nothing else.
    const receipts = left.filter(({ place }) => place === 'outbox');
    expect(receipts).toHaveLength(1);
    for (const word of [owner.localId, studyId, linkId]) expect(receipts[0]?.text).not.toContain(word);
    const allowed = mayStill(({ afterAccount }) => afterAccount === 'its own time');
    expect(allowed).toContain('outbox');
    const sealsOrLater = left.filter(({ place }) => !allowed.includes(place));
    expect(sealsOrLater.map(({ place, path }) => `${place} ${path}`)).toEqual([]);
    const paths = (found: { path: string }[]) => found.map(({ path }) => path).sort();
    const still = paths(await whereNamed([neighbour.localId, other.studyId, other.linkId]));
    expect(still).toEqual(expect.arrayContaining(paths(ofNeighbour)));
  },
  patienceMs,
);

/** View slots and passcode tries as the Firestore adapter makes them, against the emulator and all at once. */
import { AuditDocument } from '@pacs/shared/audit-document';
import { collections, paths } from '@pacs/shared/paths';
import { beforeAll, expect, test } from 'vitest';
import { createGate } from '../../functions/src/core/gate.ts';
import { beginSession } from '../../functions/src/core/links/begin-session.ts';
import { tryPasscode } from '../../functions/src/core/links/passcode.ts';
import {
  linkOwnerUid as ownerUid,
  type LinkStores,
  linkStores,
  random,
  storedLink,
  times,
} from '../support/link-stores.ts';
import { putDocument } from '../support/stack-clients.ts';

const clock = {
  now: () => Date.now(),
  wait: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
};

let db: LinkStores['db'];
let links: LinkStores['links'];
let audit: LinkStores['audit'];

beforeAll(async () => {
  ({ db, links, audit } = await linkStores());
});

const eventOf = (linkId: string) => ({
  ownerUid,
  studyId: 'a-study',
  actor: { kind: 'link' as const, linkId },
  atMs: Date.now(),
});
const opening = (linkId: string): AuditDocument => ({
  ...eventOf(linkId),
  action: 'link-opened',
  outcome: 'success',
});
const eventsOf = async (linkId: string, action: string) =>
  (
    await db
      .collection(collections.audit)
      .where('actor.linkId', '==', linkId)
      .where('action', '==', action)
      .count()
      .get()
  ).data().count;

async function openAtOnce(maxViews: number, count: number) {
  const { linkId, link } = await storedLink({ maxViews });
  const session = { createdAtMs: Date.now(), lastSeenAtMs: Date.now() };
  const opened = await Promise.all(
    times(count, () =>
      beginSession(
        { links, random },
        { linkId, link, sessionId: crypto.randomUUID(), session },
        opening(linkId),
      ),
    ),
  );
  const sessions = await db.collection(paths.linkSessions(linkId)).count().get();
  return {
    opened: opened.filter(Boolean).length,
    views: (await links.takenViews(linkId)).length,
    sessions: sessions.data().count,
    counted: (await links.get(linkId))?.opens,
    events: await eventsOf(linkId, 'link-opened'),
  };
}

test('of 200 opens at once a limit of 50 lets exactly 50 through, each on record', async () => {
  const fifty = { opened: 50, views: 50, sessions: 50, counted: 50, events: 50 };
  expect(await openAtOnce(50, 200)).toEqual(fifty);
});

test('of 200 opens at once a limit of 200 refuses none', async () => {
  const all = { opened: 200, views: 200, sessions: 200, counted: 200, events: 200 };
  expect(await openAtOnce(200, 200)).toEqual(all);
});

test('a link that is gone opens nothing', async () => {
  const { linkId, link } = await storedLink({ maxViews: 3 });
  await db.doc(paths.link(linkId)).delete();
  const session = { createdAtMs: 1, lastSeenAtMs: 1 };
  const beginning = { linkId, link, sessionId: 'a-session', session };
  expect(await beginSession({ links, random }, beginning, opening(linkId))).toBe(false);
  expect(await links.session(linkId, 'a-session')).toBeUndefined();
});

test('of 60 guesses at once on many instances five are looked at; the link is locked once, and unlocked', async () => {
  const rules = { maxTries: 5, round: 0 };
  const { linkId } = await storedLink({ passcode: rules });
  let looked = 0;
  const passcodes = {
    hash: () => Promise.reject(new Error('not asked for')),
    matches: async () => {
      looked += 1;
      await clock.wait(20);
      return false;
    },
  };
  const stored = { salt: '', hash: '', cost: 2, blockSize: 1, parallelization: 1 };
  await putDocument(paths.linkPasscode(linkId), stored);
  const instance = () => ({ links, passcodes, clock, passcodeGate: createGate({ atOnce: 2, waiting: 32 }) });
  const guess = { linkId, passcode: 'guess!', rules, event: eventOf(linkId) };
  const results = await Promise.all(times(60, () => tryPasscode(instance(), guess)));
  expect(looked).toBe(5);
  expect(results).not.toContain('right');
  expect((await links.get(linkId))?.locked).toMatchObject({ round: 0 });
  expect(await eventsOf(linkId, 'link-locked')).toBe(1);
  expect(await eventsOf(linkId, 'link-passcode-wrong')).toBe(5);

  const unlocked: AuditDocument = {
    ...eventOf(linkId),
    actor: { kind: 'owner', uid: ownerUid },
    action: 'link-unlocked',
    outcome: 'success',
  };
  await Promise.all(times(3, () => links.unlock(linkId, unlocked)));
  const link = await links.get(linkId);
  expect(link).toMatchObject({ passcode: { maxTries: 5, round: 1 } });
  expect(link?.locked).toBeUndefined();
  const next = { ...guess, rules: { maxTries: 5, round: 1 } };
  expect(await tryPasscode(instance(), next)).toEqual({ triesLeft: 4 });
});

test('of 60 refusals at once every one is counted, and one event an hour stands for them', async () => {
  const { linkId } = await storedLink({});
  const hour = 3_600_000;
  const startMs = Math.floor(Date.now() / hour) * hour;
  const refusal = (atMs: number): AuditDocument => ({
    ...eventOf(linkId),
    from: { address: '203.0.113.0/24', browser: 'Firefox' },
    action: 'link-refused',
    outcome: 'refused',
    atMs,
  });
  await Promise.all(times(60, (number) => audit.countRefusal(linkId, refusal(startMs + number))));
  await audit.countRefusal(linkId, refusal(startMs + hour));
  const found = await db.collection(collections.audit).where('actor.linkId', '==', linkId).get();
  const events = found.docs.map((one) => AuditDocument.parse(one.data())).sort((a, b) => a.atMs - b.atMs);
  expect(events.map(({ action, count }) => [action, count])).toEqual([
    ['link-refused', 60],
    ['link-refused', 1],
  ]);
  expect(found.docs.map(({ id }) => id.slice(0, 9)).sort()).toEqual(
    [startMs, startMs + hour].map((ms) => ms.toString(36).padStart(9, '0')),
  );
});

test('a note is written beside a link and taken away again, each with its event', async () => {
  const { linkId } = await storedLink({});
  const noted: AuditDocument = { ...eventOf(linkId), action: 'link-noted', outcome: 'success' };
  await links.note(linkId, 'For the ward', noted);
  expect(await links.get(linkId)).toMatchObject({ note: 'For the ward' });
  await links.note(linkId, '', noted);
  expect(await links.get(linkId)).not.toHaveProperty('note');
  expect(await eventsOf(linkId, 'link-noted')).toBe(2);
});

/** Alerts and mails as the Firestore adapters write them, against the emulator and all at once. */
import type { AuditDocument } from '@pacs/shared/audit-document';
import { AlertDocument, OutboxDocument } from '@pacs/shared/messages';
import { collections, paths } from '@pacs/shared/paths';
import { beforeAll, expect, test } from 'vitest';
import { toldOf } from '../../functions/src/core/links/alerts.ts';
import { beginSession } from '../../functions/src/core/links/begin-session.ts';
import {
  linkOwnerUid as ownerUid,
  type LinkStores,
  linkStores,
  random,
  storedLink,
  times,
} from '../support/link-stores.ts';
import { putDocument } from '../support/stack-clients.ts';

const telling = {
  accounts: { emailOf: (uid: string) => Promise.resolve(`${uid}@clinic.test`) },
  webOrigin: 'https://pacs.test',
};

let db: LinkStores['db'];
let links: LinkStores['links'];
let mail: LinkStores['mail'];
let alerts: LinkStores['alerts'];

beforeAll(async () => {
  ({ db, links, mail, alerts } = await linkStores());
});

const event = (linkId: string, action: AuditDocument['action']): AuditDocument => ({
  ownerUid,
  studyId: 'a-study',
  actor: { kind: 'link', linkId },
  action,
  outcome: 'success',
  atMs: Date.now(),
});
const toldFor = async (collection: string, linkId: string) =>
  (await db.collection(collection).where('linkId', '==', linkId).get()).docs;
const session = () => ({ createdAtMs: Date.now(), lastSeenAtMs: Date.now() });

test('of 60 first openings at once every one is let in, and one is told, in app and outbox', async () => {
  const { linkId, link } = await storedLink({ alerts: ['opened', 'unopened'], alertDueMs: 1, maxViews: 60 });
  const told = await toldOf(telling, 'opened', { linkId, link }, Date.now());
  const opened = await Promise.all(
    times(60, () =>
      beginSession(
        { links, random },
        { linkId, link, sessionId: crypto.randomUUID(), session: session(), told },
        event(linkId, 'link-opened'),
      ),
    ),
  );
  expect(opened.filter(Boolean)).toHaveLength(60);
  const [alert, ...moreAlerts] = await toldFor(collections.alerts, linkId);
  const [message, ...moreMessages] = await toldFor(collections.outbox, linkId);
  expect([moreAlerts, moreMessages]).toEqual([[], []]);
  expect(AlertDocument.parse(alert?.data())).toMatchObject({ ownerUid, what: 'opened' });
  expect(OutboxDocument.parse(message?.data())).toMatchObject({ to: `${ownerUid}@clinic.test` });
  const after = await links.get(linkId);
  expect([after?.opens, after?.alertDueMs]).toEqual([60, undefined]);
});

test('an end without an opening is told by one of many sweeps, and not where it was opened meanwhile', async () => {
  const ended = { alerts: ['unopened' as const], expiresAtMs: 5, alertDueMs: 5 };
  const { linkId, link } = await storedLink(ended);
  expect(await links.unopened(5, 1_000)).toContain(linkId);
  expect(await links.unopened(4, 1_000)).not.toContain(linkId);
  const told = await toldOf(telling, 'unopened', { linkId, link }, 6);
  if (!told) throw new Error('nothing to tell');
  await Promise.all(times(5, () => links.tellUnopened(linkId, 5, told)));
  expect(await toldFor(collections.alerts, linkId)).toHaveLength(1);
  expect(await links.unopened(5, 1_000)).not.toContain(linkId);
  const opened = await storedLink({ ...ended, opens: 1 });
  await links.tellUnopened(opened.linkId, 5, { ...told, alertId: `unopened-${opened.linkId}-5` });
  expect(await toldFor(collections.alerts, opened.linkId)).toHaveLength(0);
});

test('of 12 mails of one link at once as many leave as it may have sent', async () => {
  const { linkId } = await storedLink({});
  const nowMs = Date.now();
  const message = (): OutboxDocument & { linkId: string } => ({
    to: 'friend@ward.test',
    message: { subject: 's', text: 't', html: 'h' },
    ownerUid,
    linkId,
    createdAtMs: nowMs,
    expiresAtMs: nowMs + 1_000,
  });
  const send = (bounds: { perLink: number; perDay: number }) =>
    mail.sendLink(crypto.randomUUID(), message(), bounds, event(linkId, 'link-mailed'));
  const sent = await Promise.all(times(12, () => send({ perLink: 3, perDay: 100 })));
  expect(sent.filter((one) => one === 'done')).toHaveLength(3);
  expect(await send({ perLink: 100, perDay: 3 })).toBe('too-many');
  const [first, ...rest] = await toldFor(collections.outbox, linkId);
  await first?.ref.update({ delivery: { state: 'SUCCESS' } });
  await rest[0]?.ref.update({ delivery: { state: 'ERROR' } });
  await mail.sweep(nowMs);
  expect(await toldFor(collections.outbox, linkId)).toHaveLength(2);
  await mail.sweep(nowMs + 1_000);
  expect(await toldFor(collections.outbox, linkId)).toHaveLength(0);
});

test('nothing is sent of a link that was revoked or removed meanwhile', async () => {
  for (const linkId of [(await storedLink({ revokedAtMs: 5 })).linkId, 'removed']) {
    const message = { subject: 'A study', text: 'words', html: '<p>words</p>' };
    const sent = await mail.sendLink(
      crypto.randomUUID(),
      { to: 'friend@ward.test', message, ownerUid, linkId, createdAtMs: 1, expiresAtMs: 2 },
      { perLink: 5, perDay: 5 },
      event(linkId, 'link-mailed'),
    );
    expect(sent).toBe('gone');
    expect(await toldFor(collections.outbox, linkId)).toEqual([]);
  }
});

test('alerts are marked read by their owner alone, and go with the link', async () => {
  const { linkId, link } = await storedLink({ alerts: ['locked'] });
  const passcode = { maxTries: 3, round: 0 };
  await putDocument(paths.link(linkId), { ...link, passcode });
  const told = await toldOf(telling, 'locked', { linkId, link: { ...link, passcode } }, 7);
  await Promise.all(times(4, () => links.lock(linkId, 0, told, event(linkId, 'link-locked'))));
  const readAt = async () =>
    (await toldFor(collections.alerts, linkId)).map((one) => AlertDocument.parse(one.data()).readAtMs);
  const alertId = told?.alertId ?? '';
  await alerts.markRead('stranger', [alertId, 'unknown'], 8);
  expect(await readAt()).toEqual([undefined]);
  await alerts.markRead(ownerUid, [alertId, 'unknown'], 9);
  expect(await readAt()).toEqual([9]);
  await links.removeOfStudy(ownerUid, link.studyId, 'its-life');
  expect(await toldFor(collections.alerts, linkId)).toEqual([]);
  expect(await toldFor(collections.outbox, linkId)).toEqual([]);
});

/** What owners are told of their links, each thing once. */
import type { CallableRequest } from '@pacs/shared/callables';
import { limits } from '@pacs/shared/limits';
import { linkAlerts } from '@pacs/shared/messages';
import { beforeEach, expect, test } from 'vitest';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { createLink } from '../../functions/src/core/links/create-link.ts';
import { extendLink } from '../../functions/src/core/links/extend-link.ts';
import { openLink } from '../../functions/src/core/links/open-link.ts';
import { revokeLink } from '../../functions/src/core/links/revoke-link.ts';
import { setLinkAlerts } from '../../functions/src/core/links/set-link-alerts.ts';
import { unlockLink } from '../../functions/src/core/links/unlock-link.ts';
import { formatUtc } from '../../functions/src/core/mail/message.ts';
import { deleteStudy } from '../../functions/src/core/studies/delete-study.ts';
import { onlyStudy, owner, worldWithStudy } from './fakes/uploading.ts';
import type { World } from './fakes/world.ts';
import { runSweep } from './support/run-sweep.ts';

const ct = ctVolume({ slices: 1, size: 64 }).map(({ bytes }) => bytes);
const from = { address: '203.0.113.0/24', browser: 'Firefox', fullAddress: '203.0.113.7' };
const passcode = { words: 'tulip 42', maxTries: 3 };

let world: World;
let studyId: string;
beforeEach(async () => {
  ({ world, studyId } = await worldWithStudy(ct));
});

const link = (more: Partial<CallableRequest<'createLink'>>) =>
  createLink(world.ports, owner, { studyId, lifetimeMs: limits.linkMinMs, ...more });
const open = (token: string, more: { passcode?: string } = {}) =>
  openLink(world.ports, { token, confirmed: true, ...more }, from);
const guess = async (token: string) => {
  for (let tries = 0; tries < passcode.maxTries; tries += 1)
    await open(token, { passcode: 'guess!' }).catch(() => undefined);
};
const told = () => [...world.alerts.values()].map(({ what }) => what);
const mailed = () => [...world.outbox.values()].map(({ to, message }) => [to, message.subject]);
const address = `${owner}@clinic.test`;

test('a link that tells its owner asks for a person first, and following it tells nothing', async () => {
  for (const alert of ['opened', 'unopened'] as const) {
    const { token } = await link({ alerts: [alert] });
    await expect(openLink(world.ports, { token }, from)).rejects.toMatchObject({
      code: 'link-asks-confirmation',
      facts: { counts: 0, tells: 1 },
    });
  }
  const { token } = await link({ maxViews: 1 });
  await expect(openLink(world.ports, { token }, from)).rejects.toMatchObject({
    facts: { counts: 1, tells: 0 },
  });
  expect(world.alerts.size + world.outbox.size).toBe(0);
});

test('the first opening is told once, in the app and by mail, with the opening or not at all', async () => {
  const { token, linkId } = await link({ alerts: ['opened'] });
  await open(token);
  world.nowMs += 60_000;
  await open(token);
  expect([...world.alerts.values()]).toEqual([
    { ownerUid: owner, studyId, linkId, what: 'opened', atMs: world.nowMs - 60_000 },
  ]);
  expect(mailed()).toEqual([[address, 'A viewer link of yours was opened']]);

  const silent = await link({});
  await openLink(world.ports, { token: silent.token }, from);
  expect(world.alerts.size).toBe(1);
});

test('of many first openings at once every one is let in and one is told', async () => {
  const { token, linkId } = await link({ alerts: ['opened'], maxViews: 40 });
  let calls = 0;
  world.before = async () => {
    const turns = ((calls += 1) * 7) % 13;
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
  };
  await Promise.all(Array.from({ length: 40 }, () => open(token)));
  expect(world.links.get(linkId)?.opens).toBe(40);
  expect([world.alerts.size, world.outbox.size]).toEqual([1, 1]);
});

test('each lock is told, the next one after an unlock again', async () => {
  const { token, linkId } = await link({ alerts: ['locked'], passcode });
  await guess(token);
  await open(token).catch(() => undefined);
  expect(told()).toEqual(['locked']);
  await unlockLink(world.ports, owner, { linkId });
  await guess(token);
  expect(told()).toEqual(['locked', 'locked']);
  expect(mailed()[1]).toEqual([address, 'A viewer link of yours is locked']);
});

test('a link that ended unopened is told by the sweep, once; one that was opened or revoked is not', async () => {
  await link({ alerts: ['unopened'] });
  const opened = await link({ alerts: ['unopened'] });
  const revoked = await link({ alerts: ['unopened'] });
  await open(opened.token);
  await revokeLink(world.ports, owner, { linkId: revoked.linkId });
  expect(await runSweep(world.ports)).toMatchObject({ toldOwners: 0 });
  world.nowMs += limits.linkMinMs;
  expect(await runSweep(world.ports)).toMatchObject({ toldOwners: 1, failures: 0 });
  expect(await runSweep(world.ports)).toMatchObject({ toldOwners: 0 });
  expect(told()).toEqual(['unopened']);
  expect(mailed()).toEqual([[address, 'A viewer link of yours has expired unopened']]);
  world.nowMs += limits.mailMaxAgeMs;
  await runSweep(world.ports);
  expect([world.alerts.size, world.outbox.size]).toEqual([1, 0]);
});

test('an extended link is told of at its new end', async () => {
  const { linkId } = await link({ alerts: ['unopened'] });
  world.nowMs += limits.linkMinMs / 2;
  await extendLink(world.ports, owner, { linkId, lifetimeMs: limits.linkMinMs });
  world.nowMs += limits.linkMinMs - 1;
  await runSweep(world.ports);
  expect(world.alerts.size).toBe(0);
  world.nowMs += 1;
  await runSweep(world.ports);
  expect(told()).toEqual(['unopened']);
});

test('a link that was opened is never due again, however long it is extended', async () => {
  const { token, linkId } = await link({ alerts: ['unopened'] });
  await open(token);
  await extendLink(world.ports, owner, { linkId, lifetimeMs: limits.linkMaxMs });
  expect(world.links.get(linkId)).not.toHaveProperty('alertDueMs');
});

test('a mail says when the link was made and when it was opened, each in its place', async () => {
  const madeAtMs = world.nowMs;
  const { token } = await link({ alerts: ['opened'], lifetimeMs: limits.linkMaxMs });
  world.nowMs += 25 * 3_600_000;
  await open(token);
  const [made, opened] = [madeAtMs, world.nowMs].map((ms) => formatUtc(ms, 'en'));
  expect([...world.outbox.values()][0]?.message.text).toContain(
    `The viewer link you made on ${String(made)} was opened for the first time on ${String(opened)}.`,
  );
});

test('what its owner is told is changed later, by its owner alone and with an event', async () => {
  const { linkId } = await link({});
  const set = (uid: string) => setLinkAlerts(world.ports, uid, { linkId, alerts: ['unopened', 'unopened'] });
  await expect(set('stranger')).rejects.toMatchObject({ code: 'not-found' });
  await set(owner);
  const { expiresAtMs } = world.links.get(linkId) ?? {};
  expect(world.links.get(linkId)).toMatchObject({ alerts: ['unopened'], alertDueMs: expiresAtMs });
  await setLinkAlerts(world.ports, owner, { linkId, alerts: [] });
  expect(world.links.get(linkId)).not.toHaveProperty('alerts');
  world.nowMs += limits.linkMinMs;
  expect(await runSweep(world.ports)).toMatchObject({ toldOwners: 0 });
  expect(world.audits.filter(({ action }) => action === 'link-alerts-set')).toHaveLength(2);
  await expect(set(owner)).rejects.toMatchObject({ code: 'not-found' });
});

test('what cannot happen any more is not promised: a first opening after the first, a lock without a passcode', async () => {
  const { token, linkId } = await link({ alerts: [...linkAlerts] });
  expect(world.links.get(linkId)?.alerts).toEqual(['opened', 'unopened']);
  await open(token);
  await setLinkAlerts(world.ports, owner, { linkId, alerts: [...linkAlerts] });
  expect(world.links.get(linkId)).not.toHaveProperty('alerts');
  expect(world.links.get(linkId)).not.toHaveProperty('alertDueMs');
  const locking = await link({ alerts: ['opened'], passcode });
  await open(locking.token, { passcode: passcode.words });
  await setLinkAlerts(world.ports, owner, { linkId: locking.linkId, alerts: [...linkAlerts] });
  expect(world.links.get(locking.linkId)?.alerts).toEqual(['locked']);
});

test('an opening does not fail with an address that cannot be had', async () => {
  world.before = (call) => {
    if (call === 'accounts.emailOf') throw new Error('away');
  };
  const { token } = await link({ alerts: ['opened'] });
  await open(token);
  expect([world.alerts.size, world.outbox.size]).toEqual([1, 0]);
});

test.each([
  ['r&d@clinic.test', 1],
  ['müller@klinik.test', 1],
  ['two@clinic.test,other@clinic.test', 0],
  [`${'x'.repeat(300)}@clinic.test`, 0],
])('whatever address its owner has, a link opens, locks and ends as ever: %s', async (mailbox, mails) => {
  world.ports.accounts.emailOf = () => Promise.resolve(mailbox);
  const { token } = await link({ alerts: ['opened', 'locked'], passcode });
  await open(token, { passcode: passcode.words });
  await guess(token);
  await expect(open(token, { passcode: passcode.words })).rejects.toMatchObject({ code: 'link-unavailable' });
  await link({ alerts: ['unopened'] });
  world.nowMs += limits.linkMinMs;
  expect(await runSweep(world.ports)).toMatchObject({ toldOwners: 1, failures: 0 });
  expect(told()).toEqual(['opened', 'locked', 'unopened']);
  expect(world.outbox.size).toBe(3 * mails);
});

test('what is due and not to be told is due no longer', async () => {
  const { linkId } = await link({});
  const stale = world.links.get(linkId);
  if (stale) world.links.set(linkId, { ...stale, alertDueMs: stale.expiresAtMs });
  world.nowMs += limits.linkMinMs;
  await runSweep(world.ports);
  expect(world.links.get(linkId)).not.toHaveProperty('alertDueMs');
  expect(world.alerts.size).toBe(0);
});

test('no mail names the study, the patient, the note or the token', async () => {
  const { token } = await link({ alerts: ['opened'], note: 'for Mrs Miller' });
  await open(token);
  const { study } = onlyStudy(world);
  const [mail] = world.outbox.values();
  const said = JSON.stringify(mail?.message);
  for (const word of [studyId, token, 'Miller', study.identity.patientName?.alphabetic ?? 'none'])
    expect(said).not.toContain(word);
  expect(said).toContain('https://pacs.test/links');
});

test('what was told of a link goes with its study', async () => {
  const { token } = await link({ alerts: ['opened'] });
  await open(token);
  await deleteStudy(world.ports, owner, studyId);
  expect(world.alerts.size + world.outbox.size).toBe(0);
});

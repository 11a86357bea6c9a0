/** View limit, passcode and lockout, also where everything happens at once. */
import { beforeEach, expect, test } from 'vitest';
import type { CallableRequest } from '@pacs/shared/callables';
import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { scryptPasscodes } from '../../functions/src/adapters/scrypt-passcodes.ts';
import { createGate } from '../../functions/src/core/gate.ts';
import { createLink } from '../../functions/src/core/links/create-link.ts';
import { openLink, renewLink } from '../../functions/src/core/links/open-link.ts';
import { revokeLink } from '../../functions/src/core/links/revoke-link.ts';
import { unlockLink } from '../../functions/src/core/links/unlock-link.ts';
import { owner, worldWithStudy } from './fakes/uploading.ts';
import type { World } from './fakes/world.ts';

const ct = ctVolume({ slices: 1, size: 64 }).map(({ bytes }) => bytes);
const visitor = { address: '203.0.113.0/24', browser: 'Firefox' };
const words = 'tulip 42';
const passcode = { words, maxTries: 5 };

let world: World;
let studyId: string;
let visitors = 0;
/** Each from an address of their own: what is counted here is not addresses. */
const from = () => ({ ...visitor, fullAddress: `198.51.100.${String((visitors += 1))}` });

beforeEach(async () => {
  ({ world, studyId } = await worldWithStudy(ct));
});

const link = (more: Partial<CallableRequest<'createLink'>>) =>
  createLink(world.ports, owner, { studyId, lifetimeMs: limits.linkMinMs, ...more });
const open = (token: string, more: { confirmed?: boolean; passcode?: string; session?: string } = {}) =>
  openLink(world.ports, { token, ...more }, from());

/** Any call may be overtaken by any other. */
function interleave() {
  let calls = 0;
  world.before = async () => {
    const turns = ((calls += 1) * 7) % 13;
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
  };
}

/** How many fared how, by AppError code; '' for what went well. */
async function outcomes(opens: Promise<unknown>[]): Promise<Record<string, number>> {
  const settled = await Promise.allSettled(opens);
  return settled.reduce<Record<string, number>>((counts, result) => {
    const cause: unknown = result.status === 'fulfilled' ? undefined : result.reason;
    const code = result.status === 'fulfilled' ? 'opened' : cause instanceof AppError ? cause.code : 'other';
    return { ...counts, [code]: (counts[code] ?? 0) + 1 };
  }, {});
}
const times = <T>(count: number, make: (number: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i));
const events = (action: string) => world.audits.filter((event) => event.action === action);

test('a link that counts asks for a person, and following it spends nothing', async () => {
  const { token, linkId } = await link({ maxViews: 1 });
  for (let scan = 0; scan < 3; scan += 1)
    await expect(open(token)).rejects.toMatchObject({ code: 'link-asks-confirmation' });
  expect([world.sessions.size, world.views.size, events('link-opened').length]).toEqual([0, 0, 0]);
  await open(token, { confirmed: true });
  expect(world.links.get(linkId)).toMatchObject({ opens: 1 });
  await expect(open(token, { confirmed: true })).rejects.toMatchObject({ code: 'link-unavailable' });
});

test('renewal and reload spend nothing, go on once all views are spent, and stop at revocation', async () => {
  const { token, linkId } = await link({ maxViews: 1 });
  const session = (await open(token, { confirmed: true })).opened.link?.session ?? '';
  const renew = () => renewLink(world.ports, { linkId, session, packs: [0] });
  await open(token, { session });
  await openLink(world.ports, { linkId, session }, from());
  await renew();
  expect(world.links.get(linkId)?.opens).toBe(1);
  await revokeLink(world.ports, owner, { linkId });
  for (const ended of [renew(), open(token, { session }), openLink(world.ports, { linkId, session }, from())])
    await expect(ended).rejects.toMatchObject({ code: 'link-unavailable' });
});

test('of 200 opens at once a limit of 50 lets exactly 50 through', async () => {
  const { token, linkId } = await link({ maxViews: 50 });
  interleave();
  const counted = await outcomes(times(200, () => open(token, { confirmed: true })));
  expect(counted).toEqual({ opened: 50, 'link-unavailable': 150 });
  expect(world.links.get(linkId)?.opens).toBe(50);
  expect([world.views.size, world.sessions.size, events('link-opened').length]).toEqual([50, 50, 50]);
});

test('of 200 opens at once a limit of 200 refuses none', async () => {
  const { token } = await link({ maxViews: 200 });
  interleave();
  expect(await outcomes(times(200, () => open(token, { confirmed: true })))).toEqual({ opened: 200 });
});

test('a passcode is asked for; the right one opens, as any keyboard writes it', async () => {
  const { token } = await link({ passcode: { words: 'Straße é1', maxTries: 5 } });
  await expect(open(token, { confirmed: true })).rejects.toMatchObject({ code: 'link-asks-passcode' });
  expect(world.tries.size).toBe(0);
  await open(token, { passcode: ' Straße e\u03011 ' });
  expect([world.sessions.size, world.tries.size]).toEqual([1, 0]);
});

test('wrong passcodes are told with what is left, the last one locks, and the right one no longer opens', async () => {
  const { token, linkId } = await link({ passcode });
  for (const triesLeft of [4, 3, 2, 1])
    await expect(open(token, { passcode: 'guess!' })).rejects.toMatchObject({
      code: 'link-asks-passcode',
      facts: { triesLeft },
    });
  await expect(open(token, { passcode: 'guess!' })).rejects.toMatchObject({ code: 'link-unavailable' });
  await expect(open(token, { passcode: words })).rejects.toMatchObject({ code: 'link-unavailable' });
  await expect(open(token)).rejects.toMatchObject({ code: 'link-unavailable' });
  expect(world.links.get(linkId)?.locked).toBeDefined();
  expect([events('link-passcode-wrong').length, events('link-locked').length]).toEqual([5, 1]);
});

test('its owner unlocks a link, nobody else, and then as many tries are left as at first', async () => {
  const { token, linkId } = await link({ passcode });
  for (let guess = 0; guess < 5; guess += 1) await open(token, { passcode: 'guess!' }).catch(() => undefined);
  await expect(unlockLink(world.ports, 'stranger', { linkId })).rejects.toMatchObject({ code: 'not-found' });
  await unlockLink(world.ports, owner, { linkId });
  await unlockLink(world.ports, owner, { linkId });
  expect(events('link-unlocked')).toHaveLength(1);
  await expect(open(token, { passcode: 'guess!' })).rejects.toMatchObject({ facts: { triesLeft: 4 } });
  await open(token, { passcode: words });
});

test('whoever has a session goes on while others lock the link', async () => {
  const { token, linkId } = await link({ passcode });
  const session = (await open(token, { passcode: words })).opened.link?.session ?? '';
  for (let guess = 0; guess < 5; guess += 1) await open(token, { passcode: 'guess!' }).catch(() => undefined);
  await renewLink(world.ports, { linkId, session, packs: [0] });
  await openLink(world.ports, { linkId, session }, from());
});

test('of 100 guesses at once no more are looked at than tries there are', async () => {
  const { token, linkId } = await link({ passcode });
  let looked = 0;
  interleave();
  const overtaken = world.before;
  world.before = async (call) => {
    if (call === 'passcodes.matches') looked += 1;
    await overtaken(call);
  };
  const counted = await outcomes(
    times(100, (number) => open(token, { passcode: `guess ${String(number)}` })),
  );
  expect(looked).toBe(5);
  expect(counted['opened']).toBeUndefined();
  expect(world.links.get(linkId)?.locked).toBeDefined();
  expect(events('link-locked')).toHaveLength(1);
});

test('a right passcode among wrong ones at once opens or is refused, and never costs a try', async () => {
  const { token } = await link({ passcode });
  interleave();
  const counted = await outcomes(
    times(40, (number) => open(token, { passcode: number % 10 === 0 ? 'guess!' : words })),
  );
  expect(counted).toEqual({ opened: 36, 'link-asks-passcode': 4 });
});

test('a try that its process never ended counts as wrong once its time is over', async () => {
  const { token, linkId } = await link({ passcode });
  for (let slot = 0; slot < 5; slot += 1)
    world.tries.set(`${linkId}/0-${String(slot)}`, { round: 0, slot, state: 'pending', atMs: world.nowMs });
  await expect(open(token, { passcode: words })).rejects.toMatchObject({ code: 'too-many-requests' });
  world.nowMs += limits.linkTryPendingMs + 1;
  await expect(open(token, { passcode: words })).rejects.toMatchObject({ code: 'link-unavailable' });
  expect(world.links.get(linkId)?.locked).toBeDefined();
});

test('a passcode of blanks is none', async () => {
  await expect(link({ passcode: { words: '   ab   ', maxTries: 5 } })).rejects.toMatchObject({
    code: 'invalid-argument',
  });
});

test('hashing takes its parameters from what is stored, and salts', async () => {
  const cheap = { cost: 2 ** 4, blockSize: 1, parallelization: 1 };
  const stored = await scryptPasscodes.hash(words);
  expect(stored.hash).not.toBe((await scryptPasscodes.hash(words)).hash);
  expect(JSON.stringify(stored)).not.toContain(words);
  expect(await scryptPasscodes.matches(words, stored)).toBe(true);
  expect(await scryptPasscodes.matches('tulip 43', stored)).toBe(false);
  expect(await scryptPasscodes.matches(words, { ...stored, ...cheap })).toBe(false);
});

test('a gate lets two in, keeps three waiting and turns the rest away', async () => {
  const gate = createGate({ atOnce: 2, waiting: 3 });
  const ends: (() => void)[] = [];
  let most = 0;
  let inside = 0;
  const task = async () => {
    most = Math.max(most, (inside += 1));
    await new Promise<void>((end) => ends.push(end));
    inside -= 1;
  };
  const runs = times(7, () => gate.run(task));
  const counted = outcomes(runs);
  await expect(runs[6]).rejects.toMatchObject({ code: 'too-many-requests' });
  while (ends.length > 0) {
    ends.shift()?.();
    for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
  }
  expect(await counted).toEqual({ opened: 5, 'too-many-requests': 2 });
  expect(most).toBe(2);
});

test('what fails inside a gate comes out, and the next goes in', async () => {
  const gate = createGate({ atOnce: 1, waiting: 1 });
  await expect(gate.run(() => Promise.reject(new Error('inside')))).rejects.toThrow('inside');
  expect(await gate.run(() => Promise.resolve('next'))).toBe('next');
});

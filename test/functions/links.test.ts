import { beforeEach, expect, test } from 'vitest';
import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { openStudy, renewStudy } from '../../functions/src/core/access/open-study.ts';
import { lastHop, rateAddress } from '../../functions/src/core/access/visitor.ts';
import { createLink } from '../../functions/src/core/links/create-link.ts';
import { openLink, renewLink } from '../../functions/src/core/links/open-link.ts';
import { extendLink } from '../../functions/src/core/links/extend-link.ts';
import { revokeLink, revokeLinks } from '../../functions/src/core/links/revoke-link.ts';
import { deleteStudy } from '../../functions/src/core/studies/delete-study.ts';
import { onlyStudy, owner, worldWithStudy } from './fakes/uploading.ts';
import type { World } from './fakes/world.ts';

const ct = ctVolume({ slices: 3, size: 64 }).map(({ bytes }) => bytes);
const visitor = { address: '203.0.113.0/24', browser: 'Firefox' };
const from = { ...visitor, fullAddress: '203.0.113.7' };
const hour = 3_600_000;

let world: World;
let studyId: string;
beforeEach(async () => {
  ({ world, studyId } = await worldWithStudy(ct));
});

const link = () => createLink(world.ports, owner, { studyId, lifetimeMs: 24 * hour });
const unavailable = { code: 'link-unavailable' };

test('the owner opens a study with the index that rests and the first picture', async () => {
  const { opened, index, lead } = await openStudy(world.ports, owner, studyId, visitor);
  const { manifest } = onlyStudy(world);
  expect(index).toEqual(manifest.index);
  expect(opened.first?.bytes).toBe(lead.length);
  expect(lead.length).toBeGreaterThan(0);
  expect(Object.keys(opened.urls.frames)).toEqual(['0']);
  expect(opened.description.studyInstanceUID).toBeDefined();
  expect(world.audits.at(-1)).toMatchObject({ action: 'study-opened', from: visitor });
});

test('another user finds nothing', async () => {
  await expect(openStudy(world.ports, 'stranger', studyId, visitor)).rejects.toMatchObject({
    code: 'not-found',
  });
  await expect(renewStudy(world.ports, 'stranger', studyId, [0])).rejects.toMatchObject({
    code: 'not-found',
  });
  await expect(createLink(world.ports, 'stranger', { studyId, lifetimeMs: hour })).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('equal requests within a minute give equal URLs that end within ten', async () => {
  world.nowMs = 1_800_000_000_000;
  const one = await renewStudy(world.ports, owner, studyId, [0, 0, 7]);
  world.nowMs += 30_000;
  const two = await renewStudy(world.ports, owner, studyId, [0]);
  expect(two).toEqual(one);
  expect(one.expireAtMs - world.nowMs).toBeLessThanOrEqual(limits.signedUrlMs);
});

test('a link opens the study without UIDs and accession number, and is counted', async () => {
  const { token, linkId } = await link();
  const { opened } = await openLink(world.ports, { token }, from);
  expect(opened.description).not.toHaveProperty('studyInstanceUID');
  expect(opened.description).not.toHaveProperty('accessionNumber');
  expect(opened.link?.linkId).toBe(linkId);
  expect(world.links.get(linkId)).toMatchObject({ opens: 1 });
  expect(world.audits.at(-1)).toMatchObject({ action: 'link-opened', actor: { kind: 'link', linkId } });
  expect(JSON.stringify([...world.links, ...world.sessions, ...world.audits])).not.toContain(token);
});

test('reloading with its session spends nothing; a foreign session begins anew', async () => {
  const { token, linkId } = await link();
  const session = (await openLink(world.ports, { token }, from)).opened.link?.session;
  await openLink(world.ports, { token, session }, from);
  expect(world.links.get(linkId)?.opens).toBe(1);
  const again = await openLink(world.ports, { token, session: 'made-up' }, from);
  expect(again.opened.link?.session).not.toBe('made-up');
  expect(world.links.get(linkId)?.opens).toBe(2);
});

test('a reload goes on by its session without the token; a made-up session opens nothing', async () => {
  const { token } = await link();
  const { linkId = '', session = '' } = (await openLink(world.ports, { token }, from)).opened.link ?? {};
  const again = await openLink(world.ports, { linkId, session }, from);
  expect(again.opened.link).toMatchObject({ linkId, session });
  await expect(openLink(world.ports, { linkId, session: 'made-up' }, from)).rejects.toMatchObject(
    unavailable,
  );
  expect([...world.sessions]).toHaveLength(1);
});

test('a session ends after twelve idle hours and lives on while it is used', async () => {
  const { token } = await createLink(world.ports, owner, { studyId, lifetimeMs: 240 * hour });
  const { linkId = '', session = '' } = (await openLink(world.ports, { token }, from)).opened.link ?? {};
  world.nowMs += 11 * hour;
  await renewLink(world.ports, { linkId, session, packs: [0] });
  world.nowMs += 11 * hour;
  await renewLink(world.ports, { linkId, session, packs: [0] });
  world.nowMs += 13 * hour;
  await expect(renewLink(world.ports, { linkId, session, packs: [0] })).rejects.toMatchObject(unavailable);
});

test('URLs never outlive the link', async () => {
  const { token, expiresAtMs } = await link();
  world.nowMs = expiresAtMs - 90_000;
  const { opened } = await openLink(world.ports, { token }, from);
  expect(opened.urls.expireAtMs).toBeLessThanOrEqual(expiresAtMs);
});

test.each<[string, () => Promise<unknown>]>([
  ['expired', async () => (world.nowMs += 25 * hour)],
  ['revoked', async () => revokeLink(world.ports, owner, { linkId: [...world.links.keys()][0] ?? '' })],
  ['of a deleted study', async () => deleteStudy(world.ports, owner, studyId)],
  [
    'of a study whose patient is in doubt',
    async () => {
      const stored = world.studies.get(studyId);
      if (stored) stored.study = { ...stored.study, identityConflict: [{ patientID: 'x' }] };
    },
  ],
  [
    'of an earlier life of the study',
    async () => {
      const stored = world.studies.get(studyId);
      if (stored) stored.study = { ...stored.study, incarnation: 'another' };
    },
  ],
])('a link that is %s answers as an unknown one, to opening and to renewing', async (_what, change) => {
  const { token } = await link();
  const { linkId = '', session = '' } = (await openLink(world.ports, { token }, from)).opened.link ?? {};
  await change();
  await expect(openLink(world.ports, { token, session }, from)).rejects.toMatchObject(unavailable);
  await expect(openLink(world.ports, { token: 'unknown' }, from)).rejects.toMatchObject(unavailable);
  await expect(renewLink(world.ports, { linkId, session, packs: [0] })).rejects.toMatchObject(unavailable);
});

test('whoever guesses has to wait, others and live links do not', async () => {
  const { token } = await link();
  for (let guess = 0; guess < 3; guess += 1)
    await expect(openLink(world.ports, { token: String(guess) }, from)).rejects.toMatchObject(unavailable);
  await expect(openLink(world.ports, { token: 'x' }, from)).rejects.toMatchObject({
    code: 'too-many-requests',
  });
  await expect(
    openLink(world.ports, { token: 'y' }, { ...from, fullAddress: '198.51.100.1' }),
  ).rejects.toMatchObject(unavailable);
  const { opened } = await openLink(world.ports, { token }, from);
  expect(opened.link).toBeDefined();
});

test('a revoked link shown again and again has to wait, and is on record once an hour with how often', async () => {
  const { token, linkId } = await link();
  await revokeLink(world.ports, owner, { linkId });
  const answers: unknown[] = [];
  for (let shown = 0; shown < 6; shown += 1)
    await openLink(world.ports, { token }, from).catch((error: unknown) => answers.push(error));
  expect(answers.map((error) => (error instanceof AppError ? error.code : error))).toEqual([
    ...Array.from({ length: 3 }, () => 'link-unavailable'),
    ...Array.from({ length: 3 }, () => 'too-many-requests'),
  ]);
  const refusals = () => world.audits.filter(({ action }) => action === 'link-refused');
  expect(refusals()).toMatchObject([{ count: 3, actor: { kind: 'link', linkId } }]);
  world.nowMs += hour;
  const elsewhere = { ...from, fullAddress: '198.51.100.9' };
  await expect(openLink(world.ports, { token }, elsewhere)).rejects.toMatchObject(unavailable);
  expect(refusals().map(({ count }) => count)).toEqual([3, 1]);
});

test('a stranger cannot revoke, and revoking twice is one event', async () => {
  const { linkId } = await link();
  await expect(revokeLink(world.ports, 'stranger', { linkId })).rejects.toMatchObject({ code: 'not-found' });
  await revokeLink(world.ports, owner, { linkId });
  await revokeLink(world.ports, owner, { linkId });
  expect(world.audits.filter(({ action }) => action === 'link-revoked')).toHaveLength(1);
});

test('a link may end at a point in time between an hour and thirty days from now', async () => {
  const at = (ms: number) => createLink(world.ports, owner, { studyId, expiresAtMs: world.nowMs + ms });
  expect((await at(hour)).expiresAtMs).toBe(world.nowMs + hour);
  await at(30 * 24 * hour);
  for (const ms of [-hour, 0, hour / 2, 31 * 24 * hour])
    await expect(at(ms)).rejects.toMatchObject({ code: 'invalid-argument' });
  await expect(createLink(world.ports, owner, { studyId })).rejects.toMatchObject({
    code: 'invalid-argument',
  });
  await expect(
    createLink(world.ports, owner, { studyId, lifetimeMs: hour, expiresAtMs: world.nowMs + hour }),
  ).rejects.toMatchObject({ code: 'invalid-argument' });
});

test('an expired link opens again once it is extended; a revoked one never, and a stranger extends nothing', async () => {
  const { token, linkId } = await link();
  world.nowMs += 25 * hour;
  await expect(openLink(world.ports, { token }, from)).rejects.toMatchObject(unavailable);
  const extended = await extendLink(world.ports, owner, { linkId, lifetimeMs: hour });
  expect(extended.expiresAtMs).toBe(world.nowMs + hour);
  await openLink(world.ports, { token }, from);
  const stranger = extendLink(world.ports, 'stranger', { linkId, lifetimeMs: hour });
  await expect(stranger).rejects.toMatchObject({ code: 'not-found' });
  const tooLong = extendLink(world.ports, owner, { linkId, expiresAtMs: world.nowMs + 40 * 24 * hour });
  await expect(tooLong).rejects.toMatchObject({ code: 'invalid-argument' });
  await revokeLink(world.ports, owner, { linkId });
  const revoked = extendLink(world.ports, owner, { linkId, lifetimeMs: hour });
  await expect(revoked).rejects.toMatchObject({ code: 'not-found' });
  expect(world.audits.filter(({ action }) => action === 'link-extended')).toHaveLength(1);
});

test('all live links are revoked at once, of this owner and study alone', async () => {
  const made = [await link(), await link(), await link()];
  const [first, , third] = made;
  await revokeLink(world.ports, owner, { linkId: first?.linkId ?? '' });
  const expired = world.links.get(third?.linkId ?? '');
  if (expired) world.links.set(third?.linkId ?? '', { ...expired, expiresAtMs: world.nowMs });
  expect(await revokeLinks(world.ports, 'stranger', {})).toEqual({ revoked: 0 });
  expect(await revokeLinks(world.ports, owner, { studyId: 'another' })).toEqual({ revoked: 0 });
  expect(await revokeLinks(world.ports, owner, { studyId })).toEqual({ revoked: 1 });
  await link();
  expect(await revokeLinks(world.ports, owner, {})).toEqual({ revoked: 1 });
  expect(world.audits.filter(({ action }) => action === 'link-revoked')).toHaveLength(3);
});

test('deleting takes objects, manifests, links and sessions', async () => {
  const { token } = await link();
  await openLink(world.ports, { token }, from);
  await deleteStudy(world.ports, owner, studyId);
  expect(world.studies.size + world.manifests.size + world.links.size + world.sessions.size).toBe(0);
  expect(world.packObjects.size).toBe(0);
  expect(world.audits.at(-1)).toMatchObject({ action: 'study-deleted' });
});

test('guesses are counted together however their sender pretends to come from elsewhere', async () => {
  const answers: unknown[] = [];
  for (let guess = 0; guess < 4; guess += 1) {
    const hop = lastHop(
      `10.0.0.${String(guess)}, 2001:db8:${String(guess)}::1, 2001:db8::${String(guess + 1)}`,
    );
    const fullAddress = rateAddress(hop ?? '');
    await openLink(world.ports, { token: String(guess) }, { ...visitor, fullAddress }).catch(
      (error: unknown) => answers.push(error),
    );
  }
  expect(answers.map((error) => error instanceof AppError && error.code)).toEqual([
    ...Array.from({ length: 3 }, () => 'link-unavailable'),
    'too-many-requests',
  ]);
});

test('of links made at once none goes past the limit', async () => {
  for (let made = 0; made < limits.linksPerStudy - 1; made += 1) await link();
  const results = await Promise.allSettled([link(), link(), link()]);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(world.links.size).toBe(limits.linksPerStudy);
  await expect(link()).rejects.toMatchObject({ code: 'too-many-requests' });
});

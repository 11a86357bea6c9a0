/** Sending a link by mail: who may, how often, and what the message holds. */
import { callables, type CallableRequest } from '@pacs/shared/callables';
import { languageIds } from '@pacs/shared/languages';
import { limits } from '@pacs/shared/limits';
import { OutboxDocument } from '@pacs/shared/messages';
import { beforeEach, expect, test } from 'vitest';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { createLink } from '../../functions/src/core/links/create-link.ts';
import { mailLink } from '../../functions/src/core/links/mail-link.ts';
import { revokeLink } from '../../functions/src/core/links/revoke-link.ts';
import { linkMail } from '../../functions/src/core/mail/link-mail.ts';
import { owner, worldWithStudy } from './fakes/uploading.ts';
import type { World } from './fakes/world.ts';

const ct = ctVolume({ slices: 1, size: 64 }).map(({ bytes }) => bytes);
const sender = `${owner}@clinic.test`;

let world: World;
let studyId: string;
beforeEach(async () => {
  ({ world, studyId } = await worldWithStudy(ct));
});

const link = (more: Partial<CallableRequest<'createLink'>> = {}) =>
  createLink(world.ports, owner, { studyId, lifetimeMs: limits.linkMinMs, ...more });
const send = (token: string, more: Partial<CallableRequest<'mailLink'>> = {}, uid = owner) =>
  mailLink(world.ports, uid, { token, to: 'friend@ward.test', language: 'en', ...more });

test('a link goes to the outbox as it opens, with its sender to reply to, and is on record', async () => {
  const { token, linkId } = await link({ passcode: { words: 'tulip 42', maxTries: 3 } });
  const { mailId } = await send(token, { words: ' See you on Monday. ' });
  const mail = OutboxDocument.parse(world.outbox.get(mailId));
  expect(mail).toMatchObject({ to: 'friend@ward.test', replyTo: sender, ownerUid: owner, linkId });
  expect(mail.message.text).toContain(`https://pacs.test/v#${token}\n`);
  expect(mail.message.text).toContain('See you on Monday.');
  expect(mail.message.text).toContain('passcode');
  expect(mail.message.text).not.toContain('tulip');
  expect(mail.message.subject).not.toContain('friend');
  expect(world.links.get(linkId)?.mails).toBe(1);
  expect(world.audits.at(-1)).toMatchObject({ action: 'link-mailed', actor: { kind: 'owner', uid: owner } });
  expect(JSON.stringify(world.audits.at(-1))).not.toContain('ward.test');
});

test('only its owner sends it, only while it opens, and only from a proven address', async () => {
  const { token, linkId } = await link();
  for (const refused of [send(token, {}, 'stranger'), send('another-token')])
    await expect(refused).rejects.toMatchObject({ code: 'not-found' });
  world.ports.accounts = { emailOf: () => Promise.resolve(undefined) };
  await expect(send(token)).rejects.toMatchObject({ code: 'email-not-verified' });
  world.ports.accounts = { emailOf: () => Promise.resolve(sender) };
  await revokeLink(world.ports, owner, { linkId });
  await expect(send(token)).rejects.toMatchObject({ code: 'not-found' });
  const second = await link();
  world.nowMs += limits.linkMinMs;
  await expect(send(second.token)).rejects.toMatchObject({ code: 'not-found' });
  expect(world.outbox.size).toBe(0);
});

test('a link that is revoked while its message is written is not sent', async () => {
  const { token, linkId } = await link();
  world.ports.accounts = {
    async emailOf() {
      await revokeLink(world.ports, owner, { linkId });
      return sender;
    },
  };
  await expect(send(token)).rejects.toMatchObject({ code: 'not-found' });
  expect(world.outbox.size).toBe(0);
});

test('a link is sent so often and no more, and so is all that a user sends in a day', async () => {
  const { token } = await link();
  for (let sent = 0; sent < limits.mailsPerLink; sent += 1) await send(token);
  await expect(send(token)).rejects.toMatchObject({ code: 'too-many-requests' });
  while (world.outbox.size < limits.mailsPerDay) await send((await link()).token);
  const next = await link({ lifetimeMs: limits.linkMaxMs });
  await expect(send(next.token)).rejects.toMatchObject({ code: 'too-many-requests' });
  expect(world.outbox.size).toBe(limits.mailsPerDay);
  world.nowMs += 24 * 3_600_000;
  await send(next.token);
});

test('a message is gone once it is delivered, once its link has ended, and after two days', async () => {
  const short = await send((await link()).token);
  const long = await link({ lifetimeMs: limits.linkMaxMs });
  const delivered = await send(long.token);
  const waiting = await send(long.token);
  const mail = world.outbox.get(delivered.mailId);
  if (mail) world.outbox.set(delivered.mailId, { ...mail, delivered: true });
  await world.ports.mail.sweep(world.nowMs);
  expect([...world.outbox.keys()]).toEqual([short.mailId, waiting.mailId]);
  await world.ports.mail.sweep(world.nowMs + limits.linkMinMs);
  expect([...world.outbox.keys()]).toEqual([waiting.mailId]);
  await world.ports.mail.sweep(world.nowMs + limits.mailMaxAgeMs);
  expect(world.outbox.size).toBe(0);
});

const message = (typed: string, language: (typeof languageIds)[number] = 'en') =>
  linkMail({
    language,
    sender: `o'hara<b>@clinic.test`,
    address: 'https://pacs.test/v#token',
    expiresAtMs: Date.UTC(2027, 2, 1, 12),
    asksPasscode: true,
    typed,
  });

test('nothing that was typed is markup, a header or an end of the message', () => {
  const { html, text, subject } = message('<img src=x onerror=alert(1)>\r\nBcc: a & "b"\u202e\u0000');
  expect(html).not.toMatch(/<img|<b>/);
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;<br>Bcc: a &amp; &quot;b&quot;');
  expect(html).toContain('o&#39;hara&lt;b&gt;@clinic.test');
  expect(text).not.toMatch(/[\r\u202e\u0000]/);
  expect(subject).toBe('A radiology study has been shared with you');
});

test('a message is in the language that was chosen, its end in UTC', () => {
  const subjects = languageIds.map((language) => message('', language).subject);
  expect(new Set(subjects).size).toBe(languageIds.length);
  expect(message('', 'de').text).toContain('1. März 2027 um 12:00 UTC');
  expect(message('', 'fr').text).toContain('1 mars 2027 à 12:00 UTC');
  expect(message('', 'es').html).toContain('<html lang="es">');
});

test('words that name pages or mailboxes are refused, and so are addresses that are none', () => {
  const parses = (more: object) =>
    callables.mailLink.request.safeParse({ token: 't', to: 'a@b.test', language: 'de', ...more }).success;
  for (const words of ['Bis Montag. Dr. Weber', 'z.B. 12.5 mm um 3 p.m.', 'Erste Zeile.\nZweite Zeile.'])
    expect(parses({ words }), words).toBe(true);
  for (const words of [
    'see https://evil.test',
    'WWW.evil.test',
    'write to me@evil.test',
    'evil.example/pay',
    'Open https:\u200b//evil',
    'w\u00adww.evil',
    'evil\u200b.ex\u0001ample',
    'ｅｖｉｌ．ｅｘａｍｐｌｅ',
    'ｈｔｔｐｓ：／／evil',
    'evil。example',
    'x'.repeat(401),
  ])
    expect(parses({ words }), words).toBe(false);
  for (const to of ['', 'a', 'a@b.test,c@d.test', 'a@b.test\nBcc: c@d.test'])
    expect(parses({ to }), to).toBe(false);
});

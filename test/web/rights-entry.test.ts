import { expect, test } from 'vitest';
import { dayOf, emptyEntry, readEntry } from '../../web/src/operator/core/entry-draft.ts';

const nowMs = new Date(2026, 10, 22, 9, 30).getTime();
const draft = {
  ...emptyEntry(nowMs),
  name: ' Ada ',
  contact: 'High Street 1',
  words: 'What do you have about me?',
};

test('a letter that came today is sent with the beginning of the day, and without what was left empty', () => {
  expect(dayOf(nowMs)).toBe('2026-11-22');
  const read = readEntry(draft, nowMs);
  expect(read).toMatchObject({
    entered: { channel: 'letter', name: 'Ada', receivedAtMs: new Date(2026, 10, 22).getTime() },
  });
  expect('entered' in read && Object.keys(read.entered)).not.toContain('email');
});

test.each([
  [{ day: '2026-11-23' }, ['receivedAtMs']],
  [{ day: '' }, ['receivedAtMs']],
  [{ name: ' ' }, ['name']],
  [{ contact: '' }, ['contact']],
  [{ contact: '', words: '' }, ['contact', 'words']],
  [{ email: 'ada at home' }, ['email']],
])('%j is said where it is wrong', (more, fields) => {
  const read = readEntry({ ...draft, ...more }, nowMs);
  expect('wrong' in read ? Object.keys(read.wrong).sort() : []).toEqual(fields);
});

test('an e-mail address is a way to reach somebody', () => {
  expect(readEntry({ ...draft, contact: '', email: ' ada@home.test ' }, nowMs)).toMatchObject({
    entered: { email: 'ada@home.test' },
  });
});

/** Passwords that guessers try early are no choice (OWASP ASVS 6.2.4). */
import { expect, test } from 'vitest';
import { authWords } from '../../web/src/firebase/auth-words.ts';
import { CommonPasswordError } from '../../web/src/firebase/common-password-error.ts';
import { commonPasswords, isCommonPassword } from '../../web/src/firebase/common-passwords.ts';

const least = 10;

test('none of the commonest that are long enough is taken, nor a common one that was made long enough', () => {
  const longEnough = commonPasswords.filter(({ length }) => length >= least);
  // The first of the shorter ones with a year: with those above more than the 3,000 that are asked for.
  const madeLonger = commonPasswords.filter((one) => /^[a-z]{6,9}$/.test(one)).slice(0, 3_000);
  expect(longEnough.length).toBeGreaterThan(1_500);
  expect(madeLonger.length).toBe(3_000);
  for (const password of [...longEnough, ...madeLonger.map((one) => `${one}2026`)])
    expect([password, isCommonPassword(password)]).toEqual([password, true]);
});

test.each([
  'Password123!',
  'PASSWORD1234',
  '  qwertyuiop ',
  '2026dragon!!',
  'monkeymonkey',
  'DragonDragon99',
  'aaaaaaaaaaaa',
  'abcabcabcabc',
  '12121212121212',
  'ｐａｓｓｗｏｒｄ１２',
])('“%s” is refused', (password) => {
  expect(isCommonPassword(password)).toBe(true);
});

test.each([
  'correct horse battery',
  'vTq9-kLm2-xz',
  'blue.lamp.river',
  '48 tulips in rain',
  '7391846205',
  'Žluťoučký kůň',
])('“%s” is taken', (password) => {
  expect(isCommonPassword(password)).toBe(false);
});

test('who is refused is told why', () => {
  expect(authWords(new CommonPasswordError())).toMatch(/tried first/);
});

/**
 * Whether a new password is one that guessers try early (OWASP ASVS 6.2.4). 49,000 common ones in the order in which
 * they are used, most of them shorter than ours may be: who is asked for more puts a year behind one or takes one twice,
 * and so do guessers. Large: loaded when a password is chosen.
 */
import { dictionary } from '@zxcvbn-ts/language-common';

/** The commonest first. */
export const commonPasswords: readonly string[] = dictionary['passwords-common'];
const common: ReadonlySet<string> = new Set(commonPasswords);

/** A word of fewer letters is no password by itself; digits and signs around it are what counts then. */
const shortestWord = 4;

/** Without digits and signs at its ends. */
const wordOf = (password: string): string => password.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');

/** What it is a repetition of: 'abcabcabc' of 'abc'; itself where of nothing. */
const unitOf = (password: string): string => /^(.+?)\1+$/u.exec(password)?.[1] ?? password;

export function isCommonPassword(password: string): boolean {
  const plain = password.normalize('NFKC').trim().toLowerCase();
  const word = wordOf(plain);
  const unit = unitOf(plain);
  return (
    common.has(plain) ||
    common.has(unit) ||
    unit.length < shortestWord ||
    (word.length >= shortestWord && (common.has(word) || common.has(unitOf(word))))
  );
}

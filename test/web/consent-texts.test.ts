/** What the question and the page about cookies say, in each language. */
import { createHash } from 'node:crypto';
import { consentTextVersion } from '@pacs/shared/consent';
import { languageIds } from '@pacs/shared/languages';
import { describe, expect, it } from 'vitest';
import { bannerTexts } from '../../web/src/consent/banner-texts.ts';
import { consentTexts } from '../../web/src/words/consent/load.ts';
import { cookieWords } from '../../web/src/words/cookies/load.ts';

/** Of all languages. Other words want a new `consentTextVersion`, since proofs name the version that was read. */
const words = { '2026-11-22': 'f75afb4d68335491' };

const sentences = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(value as object).flatMap(sentences);

it('the words that are asked with are those of their version', async () => {
  const all = await Promise.all(languageIds.map(consentTexts));
  const hash = createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 16);
  expect({ [consentTextVersion]: hash }).toEqual(words);
});

describe.each(languageIds.filter((id) => id !== 'en'))('%s', (language) => {
  it.each([
    ['question', consentTexts],
    ['page', cookieWords],
  ] as const)('says all of the %s in its own words, but for what is called the same', async (_, load) => {
    const [own, english] = [sentences(await load(language)), sentences(await load('en'))];
    expect(own.length).toBe(english.length);
    expect(own.every((sentence) => sentence.trim() !== '')).toBe(true);
    const long = english.filter((sentence) => sentence.length > 20);
    expect(long.filter((sentence) => own.includes(sentence))).toEqual([]);
  });
});

it('Global Privacy Control is named in the preferences where the browser sends it, and only there', async () => {
  const texts = await consentTexts('en');
  const said = (signal: boolean) =>
    bannerTexts(texts, signal).preferencesModal.sections.map(({ description }) => description);
  expect(said(true)).toContain(texts.refusedByBrowser);
  expect(said(false)).not.toContain(texts.refusedByBrowser);
});

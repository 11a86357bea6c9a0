/** What a visitor of a link reads, in each language. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { de } from '../../web/src/words/de.ts';
import { es } from '../../web/src/words/es.ts';
import { fr } from '../../web/src/words/fr.ts';
import { it as italian } from '../../web/src/words/it.ts';
import { languageOf } from '../../web/src/words/language-of.ts';
import { say, speak, spokenLocale, type Dictionary } from '../../web/src/words/say.ts';

const dictionaries: Record<string, Dictionary> = { de, fr, it: italian, es };
const gapsOf = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe.each(Object.entries(dictionaries))('the dictionary %s', (_name, dictionary) => {
  it('fills the same gaps as the English phrase', () => {
    for (const [phrase, words] of Object.entries(dictionary))
      expect(gapsOf(words), phrase).toEqual(gapsOf(phrase));
  });

  it('translates, but for words that are the same in both', () => {
    const same = Object.entries(dictionary).filter(([phrase, words]) => phrase === words);
    // Zoom, Image, Pause, ID, Position and their like.
    expect(same.length).toBeLessThan(25);
    expect(Object.values(dictionary).filter((words) => words.trim() === '')).toEqual([]);
  });
});

it('holds no phrase that nothing says', () => {
  const source = new URL('../../web/src/', import.meta.url);
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('words/'))
    .map((name) => readFileSync(new URL(name, source), 'utf8'));
  const all = files.join('\n');
  const unsaid = Object.keys(de).filter((phrase) => !all.includes(`'${phrase}'`));
  expect(unsaid).toEqual([]);
});

describe('the page', () => {
  afterEach(() => {
    speak('en');
  });

  it('speaks the first language of the browser that it knows, and what was chosen before all', () => {
    expect(languageOf(null, ['pt-BR', 'de-AT', 'en'])).toBe('de');
    expect(languageOf(null, ['FR'])).toBe('fr');
    expect(languageOf('it', ['de'])).toBe('it');
    expect(languageOf('xx', ['es-MX'])).toBe('es');
    expect(languageOf(null, ['pt', 'ja'])).toBe('en');
    // Deutsch, not Delaware.
    expect(languageOf(null, ['den', 'enm'])).toBe('en');
  });

  it('says a phrase in its language, with its gaps filled, and in English without a dictionary', () => {
    expect(say('Image {n} of {of}', { n: 3, of: 9 })).toBe('Image 3 of 9');
    speak('de', de);
    expect(say('Image {n} of {of}', { n: 3, of: 9 })).toBe('Bild 3 von 9');
    expect(say('Not for primary diagnosis')).toBe('Nicht zur Primärbefundung');
    // What fills a gap is not read again.
    expect(say('also {name}', { name: '{name} $&' })).toBe('auch {name} $&');
    expect(spokenLocale()).toBe('de');
  });
});

/** Which language these pages speak: the browser's where there is one, until another is chosen. Nothing is stored. */
import type { Language } from '@pacs/shared/languages';
import { useEffect, useState } from 'react';
import { browserLanguage } from '../words/language-of.ts';
import { en, type RightsWords } from './words/en.ts';

const dictionaries: Readonly<Record<Language, () => Promise<RightsWords>>> = {
  en: () => Promise.resolve(en),
  de: async () => (await import('./words/de.ts')).de,
  fr: async () => (await import('./words/fr.ts')).fr,
  it: async () => (await import('./words/it.ts')).it,
  es: async () => (await import('./words/es.ts')).es,
};

export interface Spoken {
  language: Language;
  words: RightsWords;
  speak: (language: Language) => void;
}

/** undefined until the words are there; English where they do not come. */
export function useWords(): Spoken | undefined {
  const [wanted, speak] = useState(browserLanguage);
  const [spoken, setSpoken] = useState<{ language: Language; words: RightsWords }>();

  useEffect(() => {
    let isOver = false;
    const say = (language: Language, words: RightsWords) => {
      if (!isOver) setSpoken({ language, words });
    };
    dictionaries[wanted]().then(
      (words) => {
        say(wanted, words);
      },
      () => {
        say('en', en);
      },
    );
    return () => {
      isOver = true;
    };
  }, [wanted]);

  return spoken && { ...spoken, speak };
}

/** `{gaps}` filled in. */
export const fill = (phrase: string, gaps: Readonly<Record<string, string>>): string =>
  phrase.replace(/\{(\w+)\}/g, (gap, name: string) => gaps[name] ?? gap);

import type { Language } from '@pacs/shared/languages';
import type { CookieWords } from './words.ts';

/** Each comes by itself. */
const words: Readonly<Record<Language, () => Promise<CookieWords>>> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  de: async () => (await import('./de.ts')).de,
  it: async () => (await import('./it.ts')).it,
  es: async () => (await import('./es.ts')).es,
};

export const cookieWords = (language: Language): Promise<CookieWords> => words[language]();

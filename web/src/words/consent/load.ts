import type { Language } from '@pacs/shared/languages';
import type { ConsentTexts } from './texts.ts';

/** Each comes by itself. */
const texts: Readonly<Record<Language, () => Promise<ConsentTexts>>> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  de: async () => (await import('./de.ts')).de,
  it: async () => (await import('./it.ts')).it,
  es: async () => (await import('./es.ts')).es,
};

export const consentTexts = (language: Language): Promise<ConsentTexts> => texts[language]();

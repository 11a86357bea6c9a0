/** Which language this page speaks: what was chosen in this tab, else the first of the browser's that there is. */
import type { Language } from '@pacs/shared/languages';
import { languageOf } from '../words/language-of.ts';
import { speak, type Dictionary } from '../words/say.ts';

/** Each comes by itself; English needs none. */
const dictionaries: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Dictionary>>> = {
  de: async () => (await import('../words/de.ts')).de,
  fr: async () => (await import('../words/fr.ts')).fr,
  it: async () => (await import('../words/it.ts')).it,
  es: async () => (await import('../words/es.ts')).es,
};

const chosenKey = 'link-language';

/** Kept for this tab alone, because the visitor asked for it. */
export function chooseLanguage(language: Language): void {
  try {
    sessionStorage.setItem(chosenKey, language);
  } catch {
    // Where the browser keeps nothing the page goes on in its language.
  }
}

function chosenLanguage(): string | null {
  try {
    return sessionStorage.getItem(chosenKey);
  } catch {
    return null;
  }
}

/** English where the dictionary does not come. */
export async function startSpeaking(): Promise<void> {
  const language = languageOf(chosenLanguage(), navigator.languages);
  try {
    if (language === 'en') speak('en');
    else speak(language, await dictionaries[language]());
    document.documentElement.lang = language;
  } catch {
    speak('en');
    document.documentElement.lang = 'en';
  }
}

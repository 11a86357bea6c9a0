/** Which language this page speaks: what was chosen in this tab, else the first of the browser's that there is. */
import { languageIds, type Language } from '@pacs/shared/languages';
import { speak, type Dictionary } from '../words/say.ts';

/** Each comes by itself; English needs none. */
const dictionaries: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Dictionary>>> = {
  de: async () => (await import('../words/de.ts')).de,
  fr: async () => (await import('../words/fr.ts')).fr,
  it: async () => (await import('../words/it.ts')).it,
  es: async () => (await import('../words/es.ts')).es,
};

const chosenKey = 'link-language';

const known = (tag: string): Language | undefined => {
  const [primary] = tag.toLowerCase().split('-');
  return languageIds.find((id) => id === primary);
};

/** The first of these that there is, in the reader's order. */
export function languageOf(chosen: string | null, wanted: readonly string[]): Language {
  for (const tag of [...(chosen === null ? [] : [chosen]), ...wanted]) {
    const language = known(tag);
    if (language !== undefined) return language;
  }
  return 'en';
}

/** Kept for this tab alone, because the visitor asked for it. */
export function chooseLanguage(language: Language): void {
  sessionStorage.setItem(chosenKey, language);
}

/** English where the dictionary does not come. */
export async function startSpeaking(): Promise<void> {
  const language = languageOf(sessionStorage.getItem(chosenKey), navigator.languages);
  try {
    if (language === 'en') speak('en');
    else speak(language, await dictionaries[language]());
    document.documentElement.lang = language;
  } catch {
    speak('en');
    document.documentElement.lang = 'en';
  }
}

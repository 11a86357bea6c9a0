import { languageIds, type Language } from '@pacs/shared/languages';

const known = (tag: string): Language | undefined => {
  const [primary] = tag.toLowerCase().split('-');
  return languageIds.find((id) => id === primary);
};

/** The first of these that there is, in the reader's order; English where there is none. */
export function languageOf(chosen: string | null, wanted: readonly string[]): Language {
  for (const tag of [...(chosen === null ? [] : [chosen]), ...wanted]) {
    const language = known(tag);
    if (language !== undefined) return language;
  }
  return 'en';
}

/** Of the languages that there are, the one the browser asks for first. */
export const browserLanguage = (): Language => languageOf(null, navigator.languages);

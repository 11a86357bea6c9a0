/**
 * What people without an account read is written in English where it is shown, and said in their language: the English
 * phrase is the key to the dictionary of the language that is spoken. The app itself speaks English and has none.
 */
import type { Language } from '@pacs/shared/languages';
import type { Phrase } from './de.ts';

export type Dictionary = Readonly<Record<Phrase, string>>;

type Gaps<P extends string> = P extends `${string}{${infer Name}}${infer Rest}` ? Name | Gaps<Rest> : never;
type Filling<P extends Phrase> = [Gaps<P>] extends [never]
  ? []
  : [filling: Readonly<Record<Gaps<P>, string | number>>];

/** Without gaps: what data may name. */
export type PlainPhrase = { [P in Phrase]: [Gaps<P>] extends [never] ? P : never }[Phrase];

interface Spoken {
  language: Language | undefined;
  dictionary: Dictionary | undefined;
  locale: string | undefined;
}

let spoken: Spoken = { language: undefined, dictionary: undefined, locale: undefined };

/** From now on; what has been said stays as it is. `dictionary`: none for English. */
export function speak(language: Language, dictionary?: Dictionary): void {
  const own = navigator.languages.find((one) => one.toLowerCase().split('-')[0] === language);
  spoken = { language, dictionary, locale: own ?? language };
}

/** undefined: this page speaks English, and nobody has been asked for more. */
export const spokenLanguage = (): Language | undefined => spoken.language;

/** For dates and numbers; undefined: as the browser has them. */
export const spokenLocale = (): string | undefined => spoken.locale;

/** A phrase, its `{gaps}` filled in. */
export function say<P extends Phrase>(phrase: P, ...rest: Filling<P>): string {
  const said: string = spoken.dictionary?.[phrase] ?? phrase;
  const filling: Readonly<Record<string, string | number>> | undefined = rest[0];
  return filling === undefined
    ? said
    : said.replace(/\{(\w+)\}/g, (gap, name: string) => String(filling[name] ?? gap));
}

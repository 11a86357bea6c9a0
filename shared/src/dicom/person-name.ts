/** Person names: three groups of five components (PS3.5 6.2.1). */
import type { PersonName } from '../documents.ts';
import { cut } from './cut.ts';

const maxCharacters = 256;

/** `text` is the decoded value: alphabetic=ideographic=phonetic. Undefined where no group says anything. */
export function parsePersonName(text: string): PersonName | undefined {
  const groups = text.split('=').map((group) => cleanGroup(group));
  const [alphabetic = '', ideographic = '', phonetic = ''] = groups;
  if (alphabetic === '' && ideographic === '' && phonetic === '') return undefined;
  return {
    alphabetic,
    ...(ideographic === '' ? {} : { ideographic }),
    ...(phonetic === '' ? {} : { phonetic }),
  };
}

const cleanGroup = (group: string): string => {
  const trimmed = group
    .split('^')
    .map((component) => component.trim())
    .join('^')
    .replace(/\^+$/, '');
  return cut(trimmed, maxCharacters);
};

/** One group for people: family name first, as lists are sorted: 'Doe, Jane Mary, Dr.'. */
export function formatNameGroup(group: string): string {
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = group
    .split('^')
    .map((part) => part.trim());
  const first = [given, middle].filter((part) => part !== '').join(' ');
  return [family, first, prefix, suffix].filter((part) => part !== '').join(', ');
}

/** Ideographic names are written without a comma: 山田 太郎. */
const formatIdeographic = (group: string): string =>
  group
    .split('^')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ');

/** A name as lists and headings show it: 'Yamada, Tarou (山田 太郎)'; '' where there is none. */
export function formatPersonName(name: PersonName | undefined): string {
  if (name === undefined) return '';
  const alphabetic = formatNameGroup(name.alphabetic);
  const ideographic = formatIdeographic(name.ideographic ?? name.phonetic ?? '');
  if (alphabetic === '') return ideographic;
  return ideographic === '' || ideographic === alphabetic ? alphabetic : `${alphabetic} (${ideographic})`;
}

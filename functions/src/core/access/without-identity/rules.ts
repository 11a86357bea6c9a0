/** How values pass an allow-list: what no rule names does not pass, and no text does but as a word that is known. */
import { createHmac } from 'node:crypto';

export type IdKind = 'study' | 'series' | 'stack' | 'instance' | 'pack';

export type Rule =
  /** Numbers and flags as they are. */
  | { kind: 'kept' }
  | { kind: 'removed' }
  /** A list that is empty from now on. */
  | { kind: 'emptied' }
  /** Text, or a list of texts, each of which is known; else removed. */
  | { kind: 'among'; isKnown: (text: string) => boolean }
  /** Another id in its place, the same for the same link. */
  | { kind: 'fresh'; of: IdKind }
  | { kind: 'list'; of: Rule }
  | { kind: 'object'; fields: Readonly<Record<string, Rule>> };

export const kept: Rule = { kind: 'kept' };
export const removed: Rule = { kind: 'removed' };
export const emptied: Rule = { kind: 'emptied' };
export const fresh = (of: IdKind): Rule => ({ kind: 'fresh', of });
export const listOf = (of: Rule): Rule => ({ kind: 'list', of });
export const among = (...words: readonly string[]): Rule => {
  const known = new Set(words);
  return { kind: 'among', isKnown: (text) => known.has(text) };
};
export const matching = (pattern: RegExp): Rule => ({
  kind: 'among',
  isKnown: (text) => pattern.test(text),
});
/** A field that is added to `T` has to be named here too. */
export const objectOf = <T extends object>(fields: Record<keyof Required<T>, Rule>): Rule => ({
  kind: 'object',
  fields,
});

export type FreshIds = (of: IdKind, id: string) => string;

/** Whoever knows the study's own ids cannot find them here again without the link's key. */
export const freshIds =
  (idKey: string): FreshIds =>
  (of, id) =>
    createHmac('sha256', Buffer.from(idKey, 'base64url'))
      .update(JSON.stringify([of, id]))
      .digest('base64url')
      .slice(0, 16);

/** undefined: nothing of it passes. */
export function pass(rule: Rule, value: unknown, ids: FreshIds): unknown {
  switch (rule.kind) {
    case 'removed':
      return undefined;
    case 'emptied':
      return [];
    case 'kept':
      return isTechnical(value) ? value : undefined;
    case 'among':
      return [value].flat().every((text) => typeof text === 'string' && rule.isKnown(text))
        ? value
        : undefined;
    case 'fresh':
      return typeof value === 'string' ? ids(rule.of, value) : undefined;
    case 'list':
      return Array.isArray(value) ? value.map((one: unknown) => pass(rule.of, one, ids)) : undefined;
    case 'object':
      return passFields(rule.fields, value, ids);
  }
}

const isTechnical = (value: unknown): boolean =>
  Array.isArray(value) ? value.every(isTechnical) : typeof value === 'number' || typeof value === 'boolean';

function passFields(fields: Readonly<Record<string, Rule>>, value: unknown, ids: FreshIds): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const given = new Map(Object.entries(value));
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, rule]) => {
      const passed = given.has(name) ? pass(rule, given.get(name), ids) : undefined;
      return passed === undefined ? [] : [[name, passed]];
    }),
  );
}

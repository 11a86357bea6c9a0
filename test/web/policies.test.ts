import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseOperator } from '../../web/src/legal/operator.ts';
import {
  inEffectSince,
  policies,
  policyNews,
  versionSeen,
  type Policy,
} from '../../web/src/legal/policies.ts';
import { processorsOf } from '../../web/src/legal/processors.ts';
import { necessary, ofAnalytics } from '../../web/src/legal/stored-values.ts';
import { operator } from '../support/operator.ts';

const all: readonly Policy[] = Object.values(policies);
const first = '2026-02-08';
const later = '2031-01-01';

describe('versions of the policies', () => {
  it('stand newest first, each with its date and what it changes', () => {
    for (const { versions, title } of all) {
      const dates = versions.map(({ date }) => date);
      expect(dates, title).toEqual(dates.toSorted().toReversed());
      expect(new Set(dates).size, title).toBe(dates.length);
      for (const { date, changes } of versions) {
        expect(new Date(date).toISOString().slice(0, 10)).toBe(date);
        expect(changes).toMatch(/\.$/);
      }
    }
  });

  it('count from their own date, or from the operator’s where that is later', () => {
    const { terms } = policies;
    expect(inEffectSince(terms, '2026-01-01')).toBe(terms.versions[0].date);
    expect(inEffectSince(terms, later)).toBe(later);
  });
});

describe('what is new in the policies', () => {
  it('is nothing for who has seen this version, in a string that the server takes', () => {
    expect(policyNews(versionSeen(first), 0, first)).toEqual([]);
    expect(versionSeen(first).length).toBeLessThanOrEqual(32);
  });

  it('is nothing for who has accepted since', () => {
    expect(policyNews(undefined, Date.UTC(2031, 0, 1), first)).toEqual([]);
  });

  it('is every later version, with the page where it stands, for who accepted before', () => {
    const news = policyNews(undefined, Date.UTC(2026, 5, 1), first);
    expect(news.map(({ path }) => path)).toEqual(['/privacy', '/processors', '/cookies', '/terms']);
    expect(news[0]?.changes).toBe(policies.privacy.versions[0].changes);
    expect(policyNews(`${first}/${first}`, 0, first)).toEqual(news);
  });

  it('is also what the operator has changed, by the date that they set', () => {
    const news = policyNews(versionSeen(first), 0, later);
    expect(news.map(({ path }) => path)).toEqual(['/privacy']);
    expect(policyNews(versionSeen(later), 0, later)).toEqual([]);
  });
});

describe('the processors', () => {
  const facts = parseOperator(JSON.stringify(operator));

  it('are in the table with purpose and place, and an agreement but for who answers for itself', () => {
    for (const { name, purpose, place, dpaUrl } of processorsOf(facts, true)) {
      expect(purpose.length * place.length).toBeGreaterThan(0);
      if (name !== 'Google sign-in') expect(dpaUrl, name).toMatch(/^https:/);
    }
  });

  it('name Google Analytics, mail and the operator’s own only where they are used', () => {
    const names = (more: object, measures: boolean) =>
      processorsOf({ ...facts, ...more }, measures).map(({ name }) => name);
    const none = names({}, false);
    expect(names({}, true).filter((name) => !none.includes(name))).toEqual(['Google Analytics for Firebase']);
    const own = { name: 'Desk', company: 'Desk Ltd', purpose: 'Support', data: 'Mails', place: 'Cork' };
    const mailService = { name: 'Post AG', place: 'Bern' };
    expect(names({ processors: [own], mailService }, false).filter((name) => !none.includes(name))).toEqual([
      'E-mail delivery',
      'Desk',
    ]);
  });
});

describe('the table of what is stored', () => {
  const source = new URL('../../web/src/', import.meta.url);
  const text = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/^(?:words|legal)\//.test(name))
    .map((name) => readFileSync(new URL(name, source), 'utf8'))
    .join('\n');
  const named = [...necessary, ...ofAnalytics].map(({ name }) => name);

  it('names every key that the app writes', () => {
    const keys = [...text.matchAll(/(?:local|session)Storage\.setItem\(\s*(\w+)/g)].map(
      ([, key]) => key ?? '',
    );
    expect(keys.length).toBeGreaterThan(4);
    for (const key of new Set(keys)) {
      const values = [...text.matchAll(new RegExp(`const ${key} = '([\\w-]+)'`, 'g'))].map(
        ([, value]) => value ?? '',
      );
      expect(values.length, key).toBeGreaterThan(0);
      for (const value of values) expect(named).toContain(value);
    }
    const databases = [...text.matchAll(/openDB(?:<\w+>)?\(\s*'([\w-]+)'/g)].map(([, name]) => name ?? '');
    expect(databases).toEqual(named.filter((name) => databases.includes(name)));
    expect(databases.length).toBe([...text.matchAll(/\bopenDB(?:<\w+>)?\(/g)].length);
  });

  it('names nothing of ours that nobody writes', () => {
    const foreign = /^(?:firebase|react-router|_ga)/;
    const gone = named.filter((name) => !foreign.test(name) && !text.includes(`'${name.replace('…', '')}`));
    expect(gone).toEqual([]);
  });
});

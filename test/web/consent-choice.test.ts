import { consentRevision } from '@pacs/shared/consent';
import { describe, expect, it } from 'vitest';
import {
  choiceOf,
  isRecorded,
  isUnderSignal,
  parseStored,
  withMark,
  type StoredChoice,
} from '../../web/src/consent/choice.ts';

const now = 1_770_000_000_000;
const madeAt = '2026-02-02T02:40:00.000Z';
const stored = (changes: object = {}) =>
  JSON.stringify({
    categories: ['necessary'],
    revision: consentRevision,
    data: null,
    consentId: 'x',
    consentTimestamp: madeAt,
    lastConsentTimestamp: madeAt,
    languageCode: 'en',
    services: {},
    expirationTime: now + 1,
    ...changes,
  });
const yes = stored({ categories: ['necessary', 'analytics'] });
const choice = (text: string | null, signal = false) => choiceOf(parseStored(text, now), signal);
const parsed = (text: string): StoredChoice => {
  const found = parseStored(text, now);
  if (found === undefined) throw new Error('not a choice');
  return found;
};
const visitor = { made: true, by: 'visitor' };
const refusedByBrowser = { made: true, by: 'browser', analytics: false, advertising: false };

describe('the stored consent', () => {
  it('is a no where only the necessary was accepted', () => {
    expect(choice(stored())).toEqual({ ...visitor, analytics: false, advertising: false });
  });

  it('keeps the purposes apart', () => {
    expect(choice(yes)).toEqual({ ...visitor, analytics: true, advertising: false });
    expect(choice(stored({ categories: ['necessary', 'advertising'] }))).toEqual({
      ...visitor,
      analytics: false,
      advertising: true,
    });
  });

  it.each([
    ['cleared', null],
    ['empty', ''],
    ['unreadable', '{'],
    ['of another shape', '{"analytics":true}'],
    ['expired', stored({ expirationTime: now })],
    ['of an earlier revision', stored({ revision: consentRevision - 1 })],
    ['a bare yes', 'true'],
  ])('counts as not given when it is %s', (_, value) => {
    expect(choice(value)).toEqual({ made: false });
    expect(choice(value, true)).toEqual(refusedByBrowser);
  });
});

describe('Global Privacy Control', () => {
  it('is a refusal until something is chosen, and ends a yes from before', () => {
    expect(choice(null, true)).toEqual(refusedByBrowser);
    expect(choice(yes, true)).toEqual(refusedByBrowser);
  });

  it('gives way to a yes that was said under it, and to no other', () => {
    const marked = withMark(yes, 'underSignal', parsed(yes), now);
    expect(choice(marked, true)).toEqual({ ...visitor, analytics: true, advertising: false });
    const later = JSON.stringify({
      ...(JSON.parse(marked) as object),
      lastConsentTimestamp: '2026-02-02T02:41:00.000Z',
    });
    expect(choice(later, true)).toEqual(refusedByBrowser);
    expect(choice(later, false)).toEqual({ ...visitor, analytics: true, advertising: false });
  });

  it('leaves a no the visitor’s own', () => {
    expect(choice(stored(), true)).toEqual({ ...visitor, analytics: false, advertising: false });
  });
});

describe('marks on a stored choice', () => {
  it('stand beside each other and leave the rest as it was', () => {
    const both = withMark(withMark(yes, 'recorded', parsed(yes), now), 'underSignal', parsed(yes), now);
    expect(isRecorded(parsed(both))).toBe(true);
    expect(isUnderSignal(parsed(both))).toBe(true);
    expect({ ...(JSON.parse(both) as object), data: null }).toEqual(JSON.parse(yes));
  });

  it('are not set for a choice that has been replaced meanwhile', () => {
    const earlier = { ...parsed(yes), lastConsentTimestamp: '2026-02-01T00:00:00.000Z' };
    expect(withMark(yes, 'recorded', earlier, now)).toBe(yes);
    expect(isRecorded(parsed(yes))).toBe(false);
  });

  it('that are none are read as no marks', () => {
    expect(isRecorded(parsed(stored({ data: 'nonsense' })))).toBe(false);
  });
});

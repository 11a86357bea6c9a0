import { describe, expect, it } from 'vitest';
import { consentRevision, readChoice } from '../../web/src/consent/choice.ts';

const now = 1_770_000_000_000;
const stored = (changes: object) =>
  JSON.stringify({
    categories: ['necessary'],
    revision: consentRevision,
    data: null,
    consentId: 'x',
    expirationTime: now + 1,
    ...changes,
  });

describe('the stored consent', () => {
  it('is a no where only the necessary was accepted', () => {
    expect(readChoice(stored({}), now)).toEqual({ made: true, analytics: false, advertising: false });
  });

  it('keeps the purposes apart', () => {
    expect(readChoice(stored({ categories: ['necessary', 'analytics'] }), now)).toEqual({
      made: true,
      analytics: true,
      advertising: false,
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
    expect(readChoice(value, now)).toEqual({ made: false });
  });
});

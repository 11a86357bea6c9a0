import { describe, expect, it } from 'vitest';
import { collections } from '@pacs/shared/paths';
import { kept, keptDays, type KeptKind } from '@pacs/shared/retention';

const kinds: KeptKind[] = Object.values(kept);
const days = { serverLogs: 41, backups: 42, deletedImages: 43 };

describe('the table of what is kept', () => {
  it('names every collection once, and both buckets', () => {
    const named = kinds.flatMap(({ where }) =>
      where.flatMap((place) => (place.in === 'firestore' ? [place.collection] : [])),
    );
    expect(named.sort()).toEqual(Object.values(collections).sort());
    const places = kinds.flatMap(({ where }) => where.map((place) => place.in));
    expect(new Set(places)).toEqual(
      new Set(['firestore', 'studies', 'uploads', 'seals', 'auth', 'logs', 'backups', 'browser']),
    );
  });

  it('says in each row until when, with the days that the operator has set', () => {
    const words = kinds.map(({ until }) => until(days));
    for (const one of words) expect(one).toMatch(/\.$|days$/);
    for (const count of Object.values(days)) expect(words.join('\n')).toContain(`${String(count)} days`);
    expect(kept.backups.until({ ...days, backups: 0 })).toBe('None are made.');
    expect(kept.studies.until({ ...days, deletedImages: 0 })).toContain('gone at once');
  });

  it('keeps the grace shorter than the month in which a wish has to be fulfilled', () => {
    expect(keptDays.deletionGrace).toBeLessThan(28);
  });
});

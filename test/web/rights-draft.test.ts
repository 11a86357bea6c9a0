import { limits } from '@pacs/shared/limits';
import { keptDays } from '@pacs/shared/retention';
import { describe, expect, test } from 'vitest';
import { emptyDraft, readDraft } from '../../web/src/rights/core/draft.ts';
import { fill } from '../../web/src/rights/use-words.ts';
import { de } from '../../web/src/rights/words/de.ts';
import { en } from '../../web/src/rights/words/en.ts';
import { es } from '../../web/src/rights/words/es.ts';
import { fr } from '../../web/src/rights/words/fr.ts';
import { it } from '../../web/src/rights/words/it.ts';

const full = { ...emptyDraft, name: ' Ada ', email: ' ada@home.test ', words: 'My knee.' };

describe('a request as it is written', () => {
  test('is sent without what surrounds it, in the language of the page', () => {
    expect(readDraft(full, 'fr')).toEqual({
      asked: { ...full, name: 'Ada', email: 'ada@home.test', language: 'fr' },
    });
  });

  test('says of each field what is missing', () => {
    expect(readDraft(emptyDraft, 'en')).toEqual({
      wrong: { name: 'nameMissing', email: 'emailWrong', words: 'detailsMissing' },
    });
    expect(readDraft({ ...full, email: 'ada@' }, 'en')).toEqual({ wrong: { email: 'emailWrong' } });
  });
});

describe('its words', () => {
  const others = { de, fr, it, es };

  test('say in every language what can be filled in, and what English says in no other', () => {
    const gaps = (phrase: string) => [...phrase.matchAll(/\{\w+\}/g)].map(([gap]) => gap).sort();
    for (const [language, words] of Object.entries(others))
      for (const [key, phrase] of Object.entries(en)) {
        const said = words[key as keyof typeof en];
        expect(gaps(said), `${language} ${key}`).toEqual(gaps(phrase));
        expect(said, `${language} ${key}`).not.toBe(phrase);
      }
    expect(fill(de.confirmed, { id: 'R-1', due: 'morgen' })).toContain('R-1');
  });

  test('promise the terms that are applied', () => {
    expect(limits.rightsAnswerMs).toBe(30 * 86_400_000);
    expect(keptDays.rightsRequests).toBe(3 * 365);
    expect(keptDays.unconfirmedRequests).toBe(2);
    for (const words of [en, ...Object.values(others)]) expect(words.lead).toContain('30');
  });
});

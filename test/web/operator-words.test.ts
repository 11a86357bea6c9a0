import { limits } from '@pacs/shared/limits';
import type { RightsRequestDocument } from '@pacs/shared/rights';
import { describe, expect, test } from 'vitest';
import { dueOf } from '../../web/src/operator/core/due.ts';
import { daysProblem, readStep, wordsProblem } from '../../web/src/operator/core/step.ts';
import { countDays, daysUntil, eventsOf, eventWords } from '../../web/src/operator/core/usage-days.ts';

const day = 86_400_000;
const nowMs = Date.UTC(2027, 0, 31, 12);
const request: RightsRequestDocument = {
  kind: 'access',
  role: 'user',
  state: 'received',
  isOpen: true,
  hasNews: true,
  channel: 'form',
  receivedAtMs: nowMs,
  dueAtMs: nowMs + 30 * day,
  rev: 1,
};

test('a request stands out in its last week, and more once its day has passed', () => {
  const due = (ms: number, more: Partial<RightsRequestDocument> = {}) =>
    dueOf({ ...request, dueAtMs: nowMs + ms, ...more }, nowMs);
  expect(due(30 * day)).toEqual({ tone: 'info', words: 'Due in 30 days' });
  expect(due(7 * day)).toEqual({ tone: 'warning', words: 'Due in 7 days' });
  expect(due(1)).toEqual({ tone: 'warning', words: 'Due within a day' });
  expect(due(-1)).toEqual({ tone: 'problem', words: 'Overdue since today' });
  expect(due(-day)).toEqual({ tone: 'problem', words: 'Overdue by 1 day' });
  expect(due(-day, { isOpen: false })).toBeUndefined();
});

describe('a step', () => {
  test('is sent with what it needs and nothing else', () => {
    expect(readStep({ step: 'take', words: 'x', days: '60' })).toEqual({ step: 'take' });
    expect(readStep({ step: 'answer', words: ' Done. ', days: '60' })).toEqual({
      step: 'answer',
      words: 'Done.',
    });
    expect(readStep({ step: 'extend', words: 'Much.', days: '14' })).toEqual({
      step: 'extend',
      words: 'Much.',
      days: 14,
    });
    for (const wrong of [
      { step: 'refuse', words: ' ', days: '' },
      { step: 'extend', words: 'Much.', days: '61' },
      { step: 'extend', words: 'Much.', days: '1.5' },
    ] as const)
      expect(readStep(wrong)).toBeUndefined();
  });

  test('extends by whole days, 60 at most', () => {
    expect(['1', '60'].map(daysProblem)).toEqual([undefined, undefined]);
    for (const wrong of ['0', '61', '', 'a', '2.5']) expect(daysProblem(wrong), wrong).toBeDefined();
  });

  test('says why of words that are not sent', () => {
    const words = ['Done.', ' ', '\u200b', '\ufdfa'.repeat(limits.rightsLetterMax / 10)];
    const sent = words.map((one) => readStep({ step: 'note', words: one, days: '' }) !== undefined);
    expect(sent).toEqual([true, false, false, false]);
    expect(words.map((one) => wordsProblem(one) === undefined)).toEqual(sent);
  });
});

describe('days of usage', () => {
  const counted = [
    { day: '2027-01-31', counts: { 'page_shown|page=home': 2, 'page_shown|page=legal': 3, link_created: 9 } },
    { day: '2027-01-29', counts: { link_created: 1 } },
    { day: '2026-01-01', counts: { link_created: 100 } },
  ];
  const days = countDays(daysUntil(nowMs, 4), counted);

  test('are all there, oldest first, also those on which nothing was counted', () => {
    expect(days.map((one) => [one.day, one.total])).toEqual([
      ['2027-01-28', 0],
      ['2027-01-29', 1],
      ['2027-01-30', 0],
      ['2027-01-31', 14],
    ]);
  });

  test('add up by event, the most frequent first, in words', () => {
    expect(days.at(-1)?.byEvent.get('page_shown')).toBe(5);
    expect(eventsOf(days)).toEqual(['link_created', 'page_shown']);
    expect(eventWords('link_created')).toBe('Link created');
  });
});

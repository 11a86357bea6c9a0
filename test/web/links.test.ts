import { createLink } from '@pacs/shared/callables';
import { describe, expect, it } from 'vitest';
import { expiryProblem, expiryRequest, lifetimes, weekFrom } from '../../web/src/share/core/lifetimes.ts';
import { linkState, openedWords, orderLinks, type LinkRow } from '../../web/src/share/core/link-state.ts';
import {
  protectionProblems,
  protectionRequest,
  suggestPasscode,
  unprotected,
} from '../../web/src/share/core/protection.ts';

const now = 1_000_000;
const link = (id: string, changes: Partial<LinkRow['link']> = {}): LinkRow => ({
  id,
  link: {
    ownerUid: 'u',
    studyId: 's',
    incarnation: 'i',
    createdAtMs: 0,
    expiresAtMs: now + 1,
    opens: 0,
    ...changes,
  },
});

describe('viewer links in the list', () => {
  it('are revoked, expired or open', () => {
    expect(linkState(link('a').link, now)).toBe('active');
    expect(linkState(link('a', { expiresAtMs: now }).link, now)).toBe('expired');
    expect(linkState(link('a', { expiresAtMs: now, revokedAtMs: 5 }).link, now)).toBe('revoked');
  });

  it('show those that still open first, then the newest', () => {
    const rows = [
      link('revoked', { revokedAtMs: 1, createdAtMs: 9 }),
      link('older', { createdAtMs: 1 }),
      link('newer', { createdAtMs: 2 }),
    ];
    expect(orderLinks(rows, now).map(({ id }) => id)).toEqual(['newer', 'older', 'revoked']);
  });

  it('are locked until their owner unlocks them, and used up once all openings are spent', () => {
    const passcode = { maxTries: 5, round: 1 };
    expect(linkState(link('a', { passcode, locked: { round: 1, atMs: 1 } }).link, now)).toBe('locked');
    expect(linkState(link('a', { passcode, locked: { round: 0, atMs: 1 } }).link, now)).toBe('active');
    expect(linkState(link('a', { maxViews: 2, opens: 1 }).link, now)).toBe('active');
    expect(linkState(link('a', { maxViews: 2, opens: 2 }).link, now)).toBe('spent');
  });

  it('say how often they were opened, and how often they may be', () => {
    expect(openedWords(link('a').link)).toBe('Never opened');
    expect(openedWords(link('a', { opens: 3 }).link)).toBe('Opened 3 times');
    expect(openedWords(link('a', { maxViews: 1 }).link)).toBe('Never opened, may be opened once');
    expect(openedWords(link('a', { maxViews: 5, opens: 1 }).link)).toBe('Opened 1 of 5 times');
  });
});

describe('a link that is being made', () => {
  const isTaken = (request: object) => createLink.request.safeParse({ studyId: 's', ...request }).success;
  const day = 86_400_000;

  it('is offered only lifetimes that the server takes', () => {
    for (const { id } of lifetimes)
      expect(isTaken(expiryRequest({ ...weekFrom(now), lifetime: id }))).toBe(true);
  });

  it('may end at a point in time between one hour and thirty days from now', () => {
    const until = (ms: number) => ({ lifetime: 'exact' as const, until: weekFrom(ms - 7 * day).until });
    expect(expiryProblem(until(now + 2 * day), now)).toBeUndefined();
    for (const ms of [now, now + 31 * day]) expect(expiryProblem(until(ms), now)).toBeDefined();
    expect(expiryProblem({ lifetime: 'exact', until: '' }, now)).toBeDefined();
    expect(expiryProblem({ lifetime: 'week', until: '' }, now)).toBeUndefined();
    const request = expiryRequest(until(now + 2 * day));
    expect(request).toEqual({ expiresAtMs: Math.floor((now + 2 * day) / 60_000) * 60_000 });
  });

  it('asks for what the server takes as passcode and number of openings, and for nothing else', () => {
    expect(protectionRequest(unprotected)).toEqual({});
    const good = { passcode: ' 123456 ', maxViews: ' 3' };
    expect(protectionProblems(good)).toEqual({});
    expect(protectionRequest(good)).toEqual({ passcode: { words: '123456', maxTries: 5 }, maxViews: 3 });
    expect(isTaken({ lifetimeMs: day, ...protectionRequest(good) })).toBe(true);
    for (const maxViews of ['', '0', '1.5', '-1', '1001', 'two', '1e2'])
      expect(protectionProblems({ ...good, maxViews }).maxViews, maxViews).toBeDefined();
    expect(protectionProblems({ ...good, passcode: '  12345 ' }).passcode).toBeDefined();
  });

  it('is suggested six digits, with none more likely than another', () => {
    const draws = [4_294_967_295, 4_294_000_000, 7];
    expect(suggestPasscode(() => draws.shift() ?? 0)).toBe('000007');
  });
});

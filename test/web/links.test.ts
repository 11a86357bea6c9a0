import { createLink } from '@pacs/shared/callables';
import { describe, expect, it } from 'vitest';
import { lifetimeMs, lifetimes } from '../../web/src/share/core/lifetimes.ts';
import { linkState, orderLinks, type LinkRow } from '../../web/src/share/core/link-state.ts';

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

  it('offer only lifetimes that the server takes', () => {
    for (const { id } of lifetimes) {
      const request = { studyId: 's', lifetimeMs: lifetimeMs(id) };
      expect(createLink.request.safeParse(request).success).toBe(true);
    }
  });
});

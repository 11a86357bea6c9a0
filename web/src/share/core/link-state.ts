import type { LinkDocument } from '@pacs/shared/link-documents';

export type LinkState = 'active' | 'locked' | 'spent' | 'expired' | 'revoked';

/** Whether a link still opens its study, by this machine's clock; the server's decides. */
export function linkState(link: LinkDocument, nowMs: number): LinkState {
  if (link.revokedAtMs !== undefined) return 'revoked';
  if (link.expiresAtMs <= nowMs) return 'expired';
  if (link.maxViews !== undefined && link.opens >= link.maxViews) return 'spent';
  return link.passcode !== undefined && link.locked?.round === link.passcode.round ? 'locked' : 'active';
}

/** Neither revoked nor past its end: there is something to revoke, and viewers may be open. */
export const isLive = (state: LinkState) => state !== 'revoked' && state !== 'expired';

export interface LinkRow {
  id: string;
  link: LinkDocument;
}

/** Live links first, then the newest. */
export function orderLinks(rows: readonly LinkRow[], nowMs: number): LinkRow[] {
  const rank = ({ link }: LinkRow) => (isLive(linkState(link, nowMs)) ? 0 : 1);
  return [...rows].sort((a, b) => rank(a) - rank(b) || b.link.createdAtMs - a.link.createdAtMs);
}

const times = (count: number) => (count === 1 ? 'once' : `${String(count)} times`);

/** "Opened 2 of 5 times", without when. */
export function openedWords({ opens, maxViews }: LinkDocument): string {
  if (maxViews !== undefined)
    return opens === 0
      ? `Never opened, may be opened ${times(maxViews)}`
      : `Opened ${String(opens)} of ${maxViews === 1 ? '1 time' : times(maxViews)}`;
  return opens === 0 ? 'Never opened' : `Opened ${times(opens)}`;
}

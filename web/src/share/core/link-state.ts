import type { LinkDocument } from '@pacs/shared/documents';

export type LinkState = 'active' | 'expired' | 'revoked';

/** Whether a link still opens its study, by this machine's clock; the server's decides. */
export function linkState(link: LinkDocument, nowMs: number): LinkState {
  if (link.revokedAtMs !== undefined) return 'revoked';
  return link.expiresAtMs <= nowMs ? 'expired' : 'active';
}

export interface LinkRow {
  id: string;
  link: LinkDocument;
}

/** Links that still open first, then the newest. */
export function orderLinks(rows: readonly LinkRow[], nowMs: number): LinkRow[] {
  const isDead = ({ link }: LinkRow) => (linkState(link, nowMs) === 'active' ? 0 : 1);
  return [...rows].sort((a, b) => isDead(a) - isDead(b) || b.link.createdAtMs - a.link.createdAtMs);
}

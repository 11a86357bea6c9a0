import type { AuditDocument } from '@pacs/shared/audit-document';
import type { LinkDocument, LinkSessionDocument } from '@pacs/shared/link-documents';
import { AppError } from '@pacs/shared/errors';
import type { Random } from '../ports.ts';
import type { LinkStore, Told } from './link-ports.ts';

interface Beginning {
  linkId: string;
  link: LinkDocument;
  sessionId: string;
  session: LinkSessionDocument;
  /** What its owner is told of it, unless they were told already. */
  told?: Told | undefined;
}

export const isSpent = ({ maxViews, opens }: LinkDocument) => maxViews !== undefined && opens >= maxViews;

/** Each round of all who want a slot gives away two thirds of what is left, so 1,000 at once are through in 20. */
const maxRounds = 64;

/**
 * False where the link's views are all spent, or it is gone. A view is a slot: any free one does, so whoever comes at
 * the same moment chooses another, and nobody waits for a count. Errors: unavailable.
 */
export async function beginSession(
  { links, random }: { links: LinkStore; random: Random },
  { linkId, link: { maxViews }, sessionId, session, told }: Beginning,
  audit: AuditDocument,
): Promise<boolean> {
  let free = maxViews === undefined ? undefined : Array.from({ length: maxViews }, (_, slot) => slot);
  let telling = told;
  for (let round = 0; round < maxRounds; round += 1) {
    if (free?.length === 0) return false;
    const view = free?.[randomBelow(random, free.length)];
    const result = await links.open(linkId, { sessionId, session, view, told: telling }, audit);
    if (result !== 'taken') return result === 'done';
    if (telling && (await links.isTold(telling.alertId))) telling = undefined;
    const taken = new Set(await links.takenViews(linkId));
    free = free?.filter((slot) => !taken.has(slot));
  }
  throw new AppError('unavailable', { detail: 'no view slot' });
}

function randomBelow(random: Random, limit: number): number {
  const [a = 0, b = 0, c = 0] = random.bytes(3);
  return (a * 65_536 + b * 256 + c) % limit;
}

import { isOverdue, type RightsRequestDocument } from '@pacs/shared/rights';

const dayMs = 86_400_000;
const soonMs = 7 * dayMs;

export type DueTone = 'problem' | 'warning' | 'info';

/** How a request stands to its day: past it, within a week of it, or neither. Closed ones stand to nothing. */
export function dueOf(
  request: RightsRequestDocument,
  nowMs: number,
): { tone: DueTone; words: string } | undefined {
  if (!request.isOpen) return undefined;
  const days = Math.floor(Math.abs(request.dueAtMs - nowMs) / dayMs);
  const count = days === 1 ? '1 day' : `${String(days)} days`;
  if (isOverdue(request, nowMs))
    return { tone: 'problem', words: days === 0 ? 'Overdue since today' : `Overdue by ${count}` };
  const words = days === 0 ? 'Due within a day' : `Due in ${count}`;
  return { tone: request.dueAtMs - nowMs <= soonMs ? 'warning' : 'info', words };
}

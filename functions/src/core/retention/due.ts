/** When a study's time is over. */
import type { AuditDocument } from '@pacs/shared/audit-document';
import type { StudyDocument } from '@pacs/shared/documents';
import type { KeepRule } from '@pacs/shared/keeping';
import { keptDays } from '@pacs/shared/retention';

export const dayMs = 86_400_000;
const warningMs = keptDays.deletionWarning * dayMs;

type Action = AuditDocument['action'];
const arrivals: readonly Action[] = ['study-ingested'];
const views: readonly Action[] = [
  'study-ingested',
  'study-opened',
  'link-opened',
  'study-downloaded',
  'document-opened',
];

/** The events that begin the time anew. */
export const beginningsOf = (rule: KeepRule): readonly Action[] =>
  rule.kind === 'after-view' ? views : arrivals;

export type Step =
  | { step: 'wait' }
  /** What was told is not so any more. */
  | { step: 'unwarn' }
  | { step: 'warn'; dueMs: number }
  | { step: 'delete' };

/**
 * What is to be done with a study now. Nothing is deleted that its owner was not told of a week before, or that
 * something has happened to since then.
 */
export function nextStep(
  { keeping, createdAtMs, state }: Pick<StudyDocument, 'keeping' | 'createdAtMs' | 'state'>,
  rule: KeepRule,
  latestMs: number | undefined,
  nowMs: number,
): Step {
  const warned = keeping?.warned;
  if (rule.kind === 'keep' || keeping?.hold || state !== 'ready')
    return warned && state !== 'deleting' ? { step: 'unwarn' } : { step: 'wait' };
  const fromMs = Math.max(createdAtMs, latestMs ?? 0);
  const dueMs = fromMs + rule.days * dayMs;
  const isSoon = nowMs >= dueMs - warningMs;
  if (!warned) return isSoon ? { step: 'warn', dueMs: Math.max(dueMs, nowMs + warningMs) } : { step: 'wait' };
  if (!isSoon) return { step: 'unwarn' };
  if (fromMs > warned.atMs) return { step: 'warn', dueMs: Math.max(dueMs, nowMs + warningMs) };
  return nowMs >= Math.max(dueMs, warned.atMs + warningMs) ? { step: 'delete' } : { step: 'wait' };
}

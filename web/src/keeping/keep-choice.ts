/** A rule of keeping as it is being chosen, and in words. */
import { type KeepRule, keepDaysMax, keepDaysMin, temporaryDays } from '@pacs/shared/keeping';

export type KeepKind = 'as-others' | 'keep' | 'temporary' | 'after-upload' | 'after-view';

export interface KeepChoice {
  kind: KeepKind;
  /** As typed. */
  days: string;
}

export function choiceOf(rule: KeepRule | undefined, without: 'as-others' | 'keep'): KeepChoice {
  if (rule === undefined) return { kind: without, days: String(temporaryDays) };
  if (rule.kind === 'keep') return { kind: 'keep', days: String(temporaryDays) };
  const isPreset = rule.kind === 'after-upload' && rule.days === temporaryDays;
  return { kind: isPreset ? 'temporary' : rule.kind, days: String(rule.days) };
}

const isCounted = (kind: KeepKind): kind is 'after-upload' | 'after-view' =>
  kind === 'after-upload' || kind === 'after-view';

export const asksDays = ({ kind }: KeepChoice): boolean => isCounted(kind);

/** What is wrong with the days that were typed. */
export function daysProblem(choice: KeepChoice): string | undefined {
  if (!asksDays(choice)) return undefined;
  const days = /^\d{1,4}$/.test(choice.days.trim()) ? Number(choice.days) : NaN;
  return days >= keepDaysMin && days <= keepDaysMax
    ? undefined
    : `A number from ${String(keepDaysMin)} to ${keepDaysMax.toLocaleString()}.`;
}

/** undefined: no rule of its own. Only of a choice without a problem. */
export function ruleOf({ kind, days }: KeepChoice): KeepRule | undefined {
  if (kind === 'as-others') return undefined;
  if (kind === 'keep') return { kind };
  if (kind === 'temporary') return { kind: 'after-upload', days: temporaryDays };
  return { kind, days: Number(days) };
}

/** Ends a sentence that begins with what is kept. */
export function ruleWords(rule: KeepRule | undefined): string {
  if (rule === undefined || rule.kind === 'keep') return 'kept until you delete it';
  const since = rule.kind === 'after-view' ? 'after it was last opened' : 'after its last upload';
  return `deleted ${String(rule.days)} days ${since}`;
}

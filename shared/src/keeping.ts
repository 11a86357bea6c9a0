/** How long a study is kept, and what stops its deletion. */
import { z } from 'zod';

const ms = z.int().min(0);

export const keepDaysMin = 8;
export const keepDaysMax = 3_650;
/** Of a study that is shared for a while. */
export const temporaryDays = 30;

/** Kept until somebody deletes it, or so many days after the last files came or it was last opened. */
export const KeepRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('keep') }),
  z.object({ kind: z.literal('after-upload'), days: z.int().min(keepDaysMin).max(keepDaysMax) }),
  z.object({ kind: z.literal('after-view'), days: z.int().min(keepDaysMin).max(keepDaysMax) }),
]);
export type KeepRule = z.infer<typeof KeepRule>;

export const holdReasonMax = 200;

/** Of one study, beside what its owner has chosen for all. */
export const StudyKeeping = z.object({
  /** Absent: as its owner's other studies. */
  rule: KeepRule.optional(),
  /** Nobody deletes it meanwhile. */
  hold: z.object({ sinceMs: ms, reason: z.string().max(holdReasonMax).optional() }).optional(),
  /** Its owner was told at `atMs` that it would be deleted at `dueMs`. */
  warned: z.object({ atMs: ms, dueMs: ms }).optional(),
});
export type StudyKeeping = z.infer<typeof StudyKeeping>;

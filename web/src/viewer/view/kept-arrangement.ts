/** How a study was arranged in this tab, kept for a reload; of one study at a time, and by this tab alone. */
import { readArrangement, type Arrangement } from '../core/arrangement.ts';
import { isRecord } from '../core/json-checks.ts';
import type { StudySession } from '../engine/study-session.ts';

/** In sessionStorage. */
export const arrangementKey = 'viewer-layout';

export function keptArrangement({ study, stacks }: StudySession): Arrangement | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(arrangementKey) ?? 'null');
    if (!isRecord(kept) || kept['study'] !== study.opened.studyId) return undefined;
    return readArrangement(
      kept['arrangement'],
      stacks.map(({ frames }) => frames.length),
    );
  } catch {
    return undefined;
  }
}

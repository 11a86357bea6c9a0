/** How a study was arranged in this tab, kept for a reload; of one study at a time, and by this tab alone. */
import { useEffect, useEffectEvent } from 'react';
import { arrangementOf, readArrangement, type Arrangement } from '../core/arrangement.ts';
import { isRecord } from '../core/json-checks.ts';
import type { ViewerState } from '../core/viewer-state.ts';
import type { StudySession } from '../engine/study-session.ts';

const key = 'viewer-layout';

export function keptArrangement({ study, stacks }: StudySession): Arrangement | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    if (!isRecord(kept) || kept['study'] !== study.opened.studyId) return undefined;
    return readArrangement(
      kept['arrangement'],
      stacks.map(({ frames }) => frames.length),
    );
  } catch {
    return undefined;
  }
}

/** Written when the page is left, where several panes are open: nothing is written while somebody scrolls. */
export function useKeepArrangement({ study }: StudySession, state: ViewerState): void {
  const keep = useEffectEvent(() => {
    try {
      const { studyId } = study.opened;
      if (state.layout === '1x1') sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify({ study: studyId, arrangement: arrangementOf(state) }));
    } catch {
      // A browser that keeps nothing opens the study as it usually does.
    }
  });
  useEffect(() => {
    const leave = () => {
      keep();
    };
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
    };
  }, []);
}

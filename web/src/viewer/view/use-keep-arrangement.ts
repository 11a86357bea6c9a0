import { useEffect, useEffectEvent } from 'react';
import { arrangementOf } from '../core/arrangement.ts';
import type { ViewerState } from '../core/viewer-state.ts';
import type { StudySession } from '../engine/study-session.ts';
import { arrangementKey } from './kept-arrangement.ts';

/** Written when the page is left, where several panes are open: nothing is written while somebody scrolls. */
export function useKeepArrangement({ study }: StudySession, state: ViewerState): void {
  const keep = useEffectEvent(() => {
    try {
      const { studyId } = study.opened;
      if (state.layout === '1x1') sessionStorage.removeItem(arrangementKey);
      else
        sessionStorage.setItem(
          arrangementKey,
          JSON.stringify({ study: studyId, arrangement: arrangementOf(state) }),
        );
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

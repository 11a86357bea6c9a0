/** The frame to show now, live. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { FrameView } from '../engine/frame-view.ts';
import type { TablesView } from '../engine/table-store.ts';
import type { StudySession } from '../engine/study-session.ts';
import type { DisplayFacts } from '@pacs/shared/manifest';

export interface ShownFrame {
  stack: number;
  position: number;
  view: FrameView;
}

/** How long the image before stays (with its own number) while the next one is decoded. */
const holdMs = 150;

/**
 * The view of this position; while that is still coming, for a moment, the one shown before in the same stack,
 * named as what it is: an image never stands under another one's number.
 */
export function useShownFrame(session: StudySession, stack: number, position: number): ShownFrame {
  const view = useSyncExternalStore(session.engine.subscribe, () => session.engine.view(stack, position));
  const wanted: ShownFrame = { stack, position, view };
  const [held, setHeld] = useState(wanted);
  const isHere = view.state !== 'waiting';
  if (isHere && (held.stack !== stack || held.position !== position || held.view !== view)) setHeld(wanted);

  const place = `${String(stack)}.${String(position)}`;
  const [overdue, setOverdue] = useState<string>();
  useEffect(() => {
    if (isHere) return;
    const timer = setTimeout(() => {
      setOverdue(place);
    }, holdMs);
    return () => {
      clearTimeout(timer);
    };
  }, [isHere, place]);

  const mayHold = held.stack === stack && held.view.state !== 'waiting' && overdue !== place;
  return isHere || !mayHold ? wanted : held;
}

export function useTables(session: StudySession, display: DisplayFacts | undefined): TablesView | undefined {
  return useSyncExternalStore(session.tables.subscribe, () => display && session.tables.tables(display));
}

/** "118/0/120": bytes here, failed, all; a string, so that equal progress is the same. */
export function useProgress(
  session: StudySession,
  stack: number,
): { here: number; failed: number; frames: number } {
  const packed = useSyncExternalStore(session.engine.subscribe, () => {
    const { here, failed, frames } = session.engine.progress(stack);
    return `${String(here)}/${String(failed)}/${String(frames)}`;
  });
  const [here = 0, failed = 0, frames = 0] = packed.split('/').map(Number);
  return { here, failed, frames };
}

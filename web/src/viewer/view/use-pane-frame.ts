/** What a pane shows now: the image that is here, the tables it needs, the mapping to grey in force. */
import { useMemo, useState } from 'react';
import { isMonochrome } from '../core/facts.ts';
import { presentedGreys, presentedVoi } from '../core/presented-greys.ts';
import { lookOf, positionOf, type PaneState, type StackContent } from '../core/viewer-state.ts';
import { stackRange } from '../core/voi.ts';
import type { FrameView } from '../engine/frame-view.ts';
import type { StudySession } from '../engine/study-session.ts';
import type { PaneFrame } from './pane-frame.ts';
import { createTransforms, type LiveTransforms } from './pane-transforms.ts';
import { useShownFrame, useTables } from './use-frame.ts';

export interface ShownPane {
  frame: PaneFrame;
  view: FrameView;
  /** Pixels to paint: those of a preview, too. */
  pixels: PaneFrame['decoded'];
  tablesFailed: boolean;
  transforms: LiveTransforms;
}

/** undefined where the stack has no such image. */
export function usePaneFrame(
  session: StudySession,
  pane: number,
  state: PaneState,
  { study, stack: ordinal }: StackContent,
  isActive: boolean,
): ShownPane | undefined {
  const [transforms] = useState(createTransforms);
  const wanted = positionOf(state);
  const look = lookOf(state);
  const shown = useShownFrame(session, ordinal, wanted);
  const entries = session.stacks[shown.stack]?.frames;
  const entry = entries?.[shown.position];
  const tablesView = useTables(session, entry?.facts.display);
  const tables = tablesView?.state === 'ready' ? tablesView.tables : undefined;
  const stack = useMemo(() => stackRange(entries ?? []), [entries]);
  const { view } = shown;
  const pixels = 'decoded' in view ? view.decoded : undefined;

  const voi = useMemo(() => {
    if (entry === undefined) return undefined;
    const { display, format, ref } = entry.facts;
    if (!isMonochrome(format) || pixels === undefined || display === undefined || tables === undefined)
      return undefined;
    const greys = presentedGreys(look.presentation, entry.facts, display, tables.luts);
    return presentedVoi(greys, look.voi, pixels, { stack, stored: ref?.range });
  }, [entry, pixels, tables, look.voi, look.presentation, stack]);

  const images = entries?.length ?? 0;
  const isPreview = view.state === 'preview';
  const frame = useMemo<PaneFrame | undefined>(
    () =>
      entry && {
        pane,
        isActive,
        session,
        study,
        stack: shown.stack,
        position: shown.position,
        wanted,
        images,
        entry,
        decoded: isPreview ? undefined : pixels,
        isPreview,
        tables,
        voi,
        look,
        transforms,
      },
    [
      pane,
      isActive,
      session,
      study,
      shown.stack,
      shown.position,
      wanted,
      images,
      entry,
      isPreview,
      pixels,
      tables,
      voi,
      look,
      transforms,
    ],
  );
  return frame && { frame, view, pixels, tablesFailed: tablesView?.state === 'failed', transforms };
}

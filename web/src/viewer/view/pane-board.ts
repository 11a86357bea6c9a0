/** What each pane shows now, for whoever is outside of it: the toolbar, panels, layers of other panes. */
import { useSyncExternalStore } from 'react';
import type { PaneFrame } from './pane-frame.ts';

export interface PaneBoard {
  frame(pane: number): PaneFrame | undefined;
  put(pane: number, frame: PaneFrame | undefined): void;
  subscribe: (listener: () => void) => () => void;
}

export function createPaneBoard(): PaneBoard {
  const frames = new Map<number, PaneFrame>();
  const listeners = new Set<() => void>();
  return {
    frame: (pane) => frames.get(pane),
    put(pane, frame) {
      if (frames.get(pane) === frame) return;
      if (frame === undefined) frames.delete(pane);
      else frames.set(pane, frame);
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const useFrameOf = (board: PaneBoard, pane: number): PaneFrame | undefined =>
  useSyncExternalStore(board.subscribe, () => board.frame(pane));

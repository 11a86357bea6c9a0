/** What is going on over the images of one opened study, and is kept nowhere: drawing, dragging, selecting, looking closely. */
import type { Annotation, ImagePoint } from '@pacs/shared/annotations';
import type { Point } from '../core/gestures.ts';
import type { StudySession } from '../engine/study-session.ts';
import type { Draft } from './core/drawing.ts';
import type { ImageKey } from './image-key.ts';

export interface BoardView {
  draft: { pane: number; image: ImageKey; draft: Draft } | undefined;
  /** In the place of the kept one of the same id. */
  moving: Annotation | undefined;
  selected: string | undefined;
  /** Whose text is being written. */
  writing: string | undefined;
  areHidden: boolean;
  lens: { pane: number; at: Point; isTouch: boolean } | undefined;
  /** A place whose value is shown while a finger rests there. */
  glance: { pane: number; at: ImagePoint } | undefined;
  /** The crosshair that the arrow keys move. */
  cursor: { pane: number; at: ImagePoint } | undefined;
  /** For screen readers; a new object for every saying. */
  said: { words: string };
}

export interface DrawingBoard {
  view: () => BoardView;
  set(changed: Partial<BoardView>): void;
  say(words: string): void;
  subscribe: (listener: () => void) => () => void;
}

function createDrawingBoard(): DrawingBoard {
  let view: BoardView = {
    draft: undefined,
    moving: undefined,
    selected: undefined,
    writing: undefined,
    areHidden: false,
    lens: undefined,
    glance: undefined,
    cursor: undefined,
    said: { words: '' },
  };
  const listeners = new Set<() => void>();
  const set = (changed: Partial<BoardView>) => {
    view = { ...view, ...changed };
    for (const listener of listeners) listener();
  };
  return {
    view: () => view,
    set,
    say(words) {
      set({ said: { words } });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const boards = new WeakMap<StudySession, DrawingBoard>();

export function boardOf(session: StudySession): DrawingBoard {
  const board = boards.get(session) ?? createDrawingBoard();
  boards.set(session, board);
  return board;
}

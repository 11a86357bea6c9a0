/** What the viewer offers to panels and commands that are listed in extensions.ts. */
import type { ComponentType } from 'react';
import type { Command } from '../core/shortcuts.ts';
import type { Links, ViewerAction } from '../core/viewer-state.ts';
import type { StudySession } from '../engine/study-session.ts';
import type { PaneBoard } from './pane-board.ts';
import type { PaneFrame } from './pane-frame.ts';
import type { PlainPhrase } from '../../words/say.ts';

export interface ViewerHandle {
  /** The study of the page, and the one it is compared with. */
  sessions: readonly StudySession[];
  board: PaneBoard;
  /** The pane that keys and buttons mean. */
  active: number;
  /** Id of the chosen tool. */
  tool: string;
  links: Links;
  /** Panes on the screen show different patients, or patients who are not known to be the same. */
  areForeign: boolean;
  dispatch: (action: ViewerAction) => void;
}

export interface PanelProps extends ViewerHandle {
  onClose: () => void;
}

/** Stands beside the image, not over its patient's name; takes the focus when it opens, closes on Escape. */
export interface ViewerPanel {
  id: string;
  label: PlainPhrase;
  /** One character; also in the list on `?`. */
  key?: string;
  icon: ComponentType<{ 'aria-hidden': true }>;
  /** Why there is nothing to open; undefined where there is. `frame`: of the active pane. */
  unavailable?: (frame: PaneFrame | undefined) => string | undefined;
  Panel: ComponentType<PanelProps>;
}

/** A button that does something at once. */
export interface ViewerCommand {
  id: string;
  label: PlainPhrase;
  /** One character; also in the list on `?`. */
  key?: string;
  icon: ComponentType<{ 'aria-hidden': true }>;
  unavailable?: (frame: PaneFrame | undefined) => string | undefined;
  run(viewer: ViewerHandle): void;
}

/** Takes the place of the panes for one stack, until it is closed. */
export interface ViewerView {
  id: string;
  label: PlainPhrase;
  /** One character; also in the list on `?`. */
  key?: string;
  icon: ComponentType<{ 'aria-hidden': true }>;
  unavailable?: (frame: PaneFrame | undefined) => string | undefined;
  View: ComponentType<ViewProps>;
}

export interface ViewProps {
  session: StudySession;
  stack: number;
  /** Told who takes the keys while the view is there. */
  onTaker: (take: ((command: Command) => void) | undefined) => void;
  onClose: () => void;
}

/**
 * What a pane offers to whatever is drawn over its image or handles its pointer: measuring tools, annotations,
 * reference lines. Layers and tools are listed in extensions.ts.
 */
import type { ComponentType } from 'react';
import type { Point } from '../core/gestures.ts';
import type { ViewerAction } from '../core/viewer-state.ts';
import type { PaneFrame } from './pane-frame.ts';
import type { ViewerHandle } from './viewer-parts.ts';
import type { PlainPhrase } from '../../words/say.ts';

export interface PaneLayerProps {
  frame: PaneFrame;
  /** What is around the pane: the other panes, what they do together. */
  viewer: ViewerHandle;
}

/** Drawn over the image and under the overlay's words, as large as the pane; takes pointers only where it says so. */
export interface PaneLayer {
  id: string;
  Layer: ComponentType<PaneLayerProps>;
}

export interface PanePointer {
  screen: Point;
  image: Point | undefined;
  pointerType: string;
  shiftKey: boolean;
  altKey: boolean;
}

/** The pane under a drag: `frame()` is what it shows now, not what it showed when the drag began. */
export interface PaneHandle {
  frame(): PaneFrame;
  /** Actions without `pane` go to this pane. */
  dispatch(action: ViewerAction): void;
}

export interface Drag {
  move(to: PanePointer): void;
  /** The pointer was let go. */
  end?(at: PanePointer): void;
  /** Escape, a second finger, the pane went away: nothing of it counts. */
  cancel?(): void;
}

export interface PaneTool {
  id: string;
  label: PlainPhrase;
  /** One character; also in the list on `?`. */
  key?: string;
  icon: ComponentType<{ 'aria-hidden': true }>;
  /** CSS cursor over the image. */
  cursor: string;
  /** What the list on `?` says dragging does. */
  does: PlainPhrase;
  /** Why the tool can do nothing in this pane; undefined where it can. */
  unavailable?: (frame: PaneFrame) => string | undefined;
  /** The pointer went down; undefined: nothing to drag. */
  begin(at: PanePointer, pane: PaneHandle): Drag | undefined;
  /** The pointer moved without being down; undefined: it left. */
  hover?(at: PanePointer | undefined, pane: PaneHandle): void;
  /** Begins where a finger rests, whatever tool is chosen. */
  onLongPress?: boolean;
  /** Has no button: reached by its key, or by a finger that rests. */
  isHidden?: boolean;
}

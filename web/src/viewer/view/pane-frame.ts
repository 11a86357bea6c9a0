/**
 * What a pane shows, for whatever lies over its image or stands beside it.
 *
 * Image coordinates: x along columns, y along rows; (0, 0) is the outer corner of the first pixel, whose middle is
 * (0.5, 0.5). Screen coordinates: CSS pixels from the pane's upper left corner.
 */
import type { DecodedFrame } from '@pacs/shared/codecs/types';
import type { Voi as AppliedVoi } from '@pacs/shared/display/voi';
import type { FrameEntry } from '../core/frame-table.ts';
import type { Point } from '../core/gestures.ts';
import type { Look } from '../core/viewer-state.ts';
import type { Tables } from '../engine/table-store.ts';
import type { StudySession } from '../engine/study-session.ts';

/** Where image points lie on the screen; the same object for the life of a pane. */
export interface PaneTransforms {
  /** undefined while no image has been shown. */
  imageToScreen(point: Point): Point | undefined;
  screenToImage(point: Point): Point | undefined;
  /** [a b c d e f] of an SVG `matrix()` from image to screen, so that a layer may follow without rendering. */
  matrix(): readonly [number, number, number, number, number, number] | undefined;
  /** The image pixels that a way on the screen crosses, along the screen's axes: the unit of Look.pan. */
  toPan(moved: Point): Point;
  /** Screen pixels (CSS) that an image pixel's shorter side takes. */
  scale(): number;
  size(): { width: number; height: number };
  /** Grows whenever one of the answers above may have changed; called in the same animation frame as the drawing. */
  version(): number;
  subscribe: (listener: () => void) => () => void;
}

/** What a pane shows at this moment; a new object whenever something in it changed. */
export interface PaneFrame {
  /** Ordinal of the pane. */
  pane: number;
  isActive: boolean;
  session: StudySession;
  /** Ordinal of the session among the opened studies. */
  study: number;
  stack: number;
  /** Of the image on the screen, which may be behind `wanted` for a moment. */
  position: number;
  wanted: number;
  images: number;
  /** Address and facts (display, format, instance, ref) of the image on the screen. */
  entry: FrameEntry;
  /** Stored values, their length and CRC checked. undefined: nothing here, or a preview, which nobody may measure. */
  decoded: DecodedFrame | undefined;
  isPreview: boolean;
  /** Lookup tables; undefined until they are here. */
  tables: Tables | undefined;
  /** The mapping to grey in force; undefined for colour. */
  voi: AppliedVoi | undefined;
  look: Look;
  transforms: PaneTransforms;
}

/** What of an image is painted, wherever it is: with what a presentation state puts in place of the image's own. */
import type { DecodedFrame } from '@pacs/shared/codecs/types';
import type { OverlayPlane } from '@pacs/shared/display/overlay';
import { presentedGreys, type Greys } from '../core/presented-greys.ts';
import { presentedPlanes } from '../core/presented-planes.ts';
import type { Painting } from '../core/render-part.ts';
import type { PaneFrame } from './pane-frame.ts';

/** undefined until the image's tables are here. */
export function greysOf({
  entry,
  tables,
  look,
}: Pick<PaneFrame, 'entry' | 'tables' | 'look'>): Greys | undefined {
  const { display } = entry.facts;
  if (display === undefined || tables === undefined) return undefined;
  return presentedGreys(look.presentation, entry.facts, display, tables.luts);
}

const noPlanes: readonly OverlayPlane[] = [];

type Shown = Pick<PaneFrame, 'session' | 'entry' | 'tables' | 'voi' | 'look' | 'isPreview'>;

/** `decoded`: the frame, or a preview of it. undefined until everything that it needs is here. */
export function paintingOf(shown: Shown, decoded: DecodedFrame | undefined): Painting | undefined {
  const { session, entry, voi, look, isPreview } = shown;
  const { display, format, address } = entry.facts;
  const greys = greysOf(shown);
  if (decoded === undefined || display === undefined || format === undefined || greys === undefined)
    return undefined;
  // By the image's own facts, under which they were fetched. What a state covers is covered in a preview, too.
  const own = isPreview ? noPlanes : session.tables.planes(display, address[1] + 1);
  return {
    decoded,
    display: greys.display,
    luts: greys.luts,
    planes: presentedPlanes(look.presentation, entry.facts, own),
    voi,
    invert: look.invert,
    bitsStored: format.bitsStored,
    fullSize: format,
  };
}

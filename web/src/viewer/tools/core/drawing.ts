/** A figure while it is being drawn: by dragging, by clicking point after point, or by keyboard. */
import { annotationPoints, type AnnotationKind, type ImagePoint } from '@pacs/shared/annotations';

export interface Draft {
  kind: AnnotationKind;
  placed: readonly ImagePoint[];
  /** Where the next point would come. */
  floating: ImagePoint;
}

/** The points as they would be now: what is shown while drawing. */
export function draftPoints({ kind, placed, floating }: Draft): ImagePoint[] {
  const shown = [...placed, floating];
  return shown.slice(0, annotationPoints[kind]);
}

export const isComplete = ({ kind, placed }: Draft): boolean => placed.length >= annotationPoints[kind];

export const moveDraft = (draft: Draft, to: ImagePoint): Draft => ({ ...draft, floating: to });

/** The next point stays where it is. */
export const placePoint = (draft: Draft, at: ImagePoint): Draft => ({
  ...draft,
  placed: [...draft.placed, at],
  floating: at,
});

/** The second line of a Cobb angle begins where it is pressed, as the first did. */
const startsLine = ({ kind, placed }: Draft): boolean =>
  placed.length === 0 || (kind === 'cobb' && placed.length === 2);

/** Pointer down. */
export function pressDraft(draft: Draft, at: ImagePoint): Draft {
  return startsLine(draft) ? placePoint(draft, at) : moveDraft(draft, at);
}

/**
 * Pointer up, `before` being the draft ahead of the press: after a drag the point stays where it was let go; after a
 * mere click it stays unless the press has set one already.
 */
export function releaseDraft(draft: Draft, before: Draft, at: ImagePoint, wasDragged: boolean): Draft {
  if (isComplete(draft)) return draft;
  const hasPlaced = draft.placed.length > before.placed.length;
  return wasDragged || !hasPlaced ? placePoint(draft, at) : moveDraft(draft, at);
}

/** Takes the last point back; undefined where there is none left. */
export function unplacePoint(draft: Draft): Draft | undefined {
  return draft.placed.length === 0 ? undefined : { ...draft, placed: draft.placed.slice(0, -1) };
}

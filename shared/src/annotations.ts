/**
 * What its owner has drawn on a study's images. Only places and words are kept: every value is computed from the
 * pixels whenever it is shown. Text is descriptive data and lives in `studies/{id}/annotations` alone.
 */
import { z } from 'zod';
import { limits } from './limits.ts';

/**
 * Columns and rows from the image's upper left corner: (0, 0) is the corner of the first pixel, (0.5, 0.5) its
 * centre (the image-relative coordinates of PS3.3 C.10.5.1.2, less 0.5).
 */
const coordinate = z.number().min(-131_072).max(131_072);
export const ImagePoint = z.object({ x: coordinate, y: coordinate });
export type ImagePoint = z.infer<typeof ImagePoint>;

/** How many points each kind has: ends; arms around the vertex; two lines; opposite corners; a place; tip and tail. */
export const annotationPoints = {
  length: 2,
  angle: 3,
  cobb: 4,
  rectangle: 2,
  ellipse: 2,
  probe: 1,
  arrow: 2,
} as const;
export type AnnotationKind = keyof typeof annotationPoints;
const annotationKinds = Object.keys(annotationPoints) as [AnnotationKind, ...AnnotationKind[]];

export const annotationId = z.string().regex(/^[A-Za-z0-9_-]{16,32}$/);

/** Bound to its image by the index's instance id and frame, so that a regrouping of stacks does not move it. */
export const Annotation = z
  .object({
    id: annotationId,
    kind: z.enum(annotationKinds),
    instance: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
    /** Counted from 1. */
    frame: z.int().min(1).max(limits.imageMaxFrames),
    points: z.array(ImagePoint).min(1).max(4),
    text: z.string().max(limits.annotationTextMax).optional(),
    /** Where its label was dragged to; beside the figure without it. */
    label: ImagePoint.optional(),
    /** By the browser's clock: the order in lists, nothing else. */
    createdAtMs: z.int().min(0),
  })
  .refine(({ kind, points }) => points.length === annotationPoints[kind]);
export type Annotation = z.infer<typeof Annotation>;

/** `studies/{studyId}/annotations/{seriesId}`: one document a series, so that its size has a bound. */
export const AnnotationsDocument = z.object({
  ownerUid: z.string(),
  /** Of the life of the study it was drawn in. */
  incarnation: z.string(),
  /** Counts writes, so that an older snapshot is told from a newer answer. */
  rev: z.int().min(1),
  items: z.array(Annotation).max(limits.annotationsPerSeries),
});
export type AnnotationsDocument = z.infer<typeof AnnotationsDocument>;

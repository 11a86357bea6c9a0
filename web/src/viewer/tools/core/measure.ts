/** From a figure to its figures: what is measured on an image, computed anew whenever it is asked for. */
import type { Annotation, ImagePoint } from '@pacs/shared/annotations';
import type { DecodedFrame } from '@pacs/shared/codecs/types';
import type { DisplayLuts } from '@pacs/shared/display/lut';
import { modalityTransform, paddingRange } from '@pacs/shared/display/modality';
import { angleAt, angleBetween, areaOf, boxOf, distance, type Line } from './geometry.ts';
import { lengthScale, type LengthScale, type ScaledImage } from './length-scale.ts';
import { roiStatistics, type RoiStatistics } from './roi-statistics.ts';
import { valueMeaning } from './value-meaning.ts';

/** The image under a figure. Without `pixels` (not here, or a preview) there are no values, but lengths. */
export interface Subject {
  image: ScaledImage;
  pixels: { frame: DecodedFrame; luts: DisplayLuts } | undefined;
}

export interface Quantity {
  value: number;
  unit: string;
}

/** `later`: the pixels are not here. `colour`: there is no one value. `none`: only padding, or outside the image. */
export type Values<T> = T | 'later' | 'colour' | 'none';

export type Measurement =
  | { kind: 'length'; scale: LengthScale; length: Quantity; inPatient?: number }
  /** A line across axes of different units has no length, but a way along each. */
  | { kind: 'ways'; scale: LengthScale; across: Quantity; down: Quantity }
  | { kind: 'angle'; degrees: number | undefined }
  | {
      kind: 'roi';
      scale: LengthScale;
      area: Quantity | undefined;
      unit: string;
      statistics: Values<RoiStatistics>;
    }
  | {
      kind: 'probe';
      at: { column: number; row: number };
      unit: string;
      value: Values<number>;
      colour?: number[];
    }
  | { kind: 'arrow' };

export function measure(
  { kind, points }: Pick<Annotation, 'kind' | 'points'>,
  subject: Subject,
): Measurement {
  const [a = origin, b = origin, c = origin, d = origin] = points;
  switch (kind) {
    case 'length':
      return measureLine(a, b, lengthScale(subject.image, points));
    case 'angle':
      return { kind: 'angle', degrees: angleIn(lengthScale(subject.image, points), b, a, c) };
    case 'cobb':
      return { kind: 'angle', degrees: cobbIn(lengthScale(subject.image, points), [a, b], [c, d]) };
    case 'rectangle':
    case 'ellipse': {
      const scale = lengthScale(subject.image, points);
      const box = boxOf(a, b);
      const [unit, otherUnit] = scale.units;
      return {
        kind: 'roi',
        scale,
        area: unit === otherUnit ? { value: areaOf(kind, box, scale), unit: `${unit}²` } : undefined,
        ...valuesOf(subject, (from) => roiStatistics(kind, box, from), 'statistics'),
      };
    }
    case 'probe':
      return measureProbe(a, subject);
    case 'arrow':
      return { kind: 'arrow' };
  }
}

const origin: ImagePoint = { x: 0, y: 0 };

function measureLine(a: ImagePoint, b: ImagePoint, scale: LengthScale): Measurement {
  const [across, down] = scale.units;
  if (across !== down)
    return {
      kind: 'ways',
      scale,
      across: { value: Math.abs(b.x - a.x) * scale.perColumn, unit: across },
      down: { value: Math.abs(b.y - a.y) * scale.perRow, unit: down },
    };
  const value = distance(a, b, scale);
  const { magnification } = scale;
  return {
    kind: 'length',
    scale,
    length: { value, unit: across },
    ...(magnification === undefined ? {} : { inPatient: value / magnification }),
  };
}

/** Between axes of different units there are no angles. */
const isPlane = ({ units: [across, down] }: LengthScale): boolean => across === down;

const angleIn = (scale: LengthScale, vertex: ImagePoint, one: ImagePoint, other: ImagePoint) =>
  isPlane(scale) ? angleAt(vertex, one, other, scale) : undefined;

const cobbIn = (scale: LengthScale, one: Line, other: Line) =>
  isPlane(scale) ? angleBetween(one, other, scale) : undefined;

type Read = Parameters<typeof roiStatistics>[2];

/** `{ unit, [name]: … }` by `read` over the pixels, or why there is nothing to read. */
function valuesOf<T, N extends string>(
  { image, pixels }: Subject,
  read: (from: Read) => T | undefined,
  name: N,
): { unit: string } & Record<N, Values<T>> {
  const answer = (unit: string, values: Values<T>) =>
    ({ unit, [name]: values }) as { unit: string } & Record<N, Values<T>>;
  const { display } = image;
  if (pixels === undefined || display === undefined) return answer('', 'later');
  const { frame, luts } = pixels;
  if (frame.samplesPerPixel !== 1 || frame.photometricInterpretation === 'PALETTE COLOR')
    return answer('', 'colour');
  const { unit, factor } = valueMeaning(image, display);
  const toModality = modalityTransform(display, luts);
  const found = read({
    frame,
    toValue: (stored) => toModality(stored) * factor,
    padding: paddingRange(display),
  });
  return answer(unit, found ?? 'none');
}

function measureProbe(point: ImagePoint, subject: Subject): Measurement {
  const at = { column: Math.floor(point.x), row: Math.floor(point.y) };
  const pixel = { left: at.column, top: at.row, right: at.column + 1, bottom: at.row + 1 };
  const measured = valuesOf(subject, (from) => roiStatistics('rectangle', pixel, from)?.mean, 'value');
  const frame = subject.pixels?.frame;
  const isInside =
    frame !== undefined && at.column >= 0 && at.row >= 0 && at.column < frame.columns && at.row < frame.rows;
  if (measured.value !== 'colour' || !isInside || frame.samplesPerPixel === 1)
    return { kind: 'probe', at, ...measured };
  const first = (at.row * frame.columns + at.column) * frame.samplesPerPixel;
  const colour = Array.from(frame.samples.slice(first, first + frame.samplesPerPixel), Number);
  return { kind: 'probe', at, ...measured, colour };
}

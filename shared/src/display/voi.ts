/** Values of interest: which modality values become which brightness (PS3.3 C.11.2.1). */
import type { DecodedFrame } from '../codecs/types.ts';
import type { DisplayFacts } from '../manifest.ts';
import { lookUp, lutMaximum, type DisplayLuts, type Lut } from './lut.ts';
import { modalityTransform, paddingRange } from './modality.ts';

export type VoiFunction = DisplayFacts['voiLutFunction'];

/** A window in modality units, or one of the image's VOI LUTs: never both (PS3.3 C.11.2.1.1). */
export type Voi =
  { kind: 'window'; center: number; width: number; function: VoiFunction } | { kind: 'lut'; index: number };

/** Brightness 0…1 of a modality value. */
export function voiTransform(voi: Voi, luts: DisplayLuts = {}): (modalityValue: number) => number {
  if (voi.kind === 'window') return windowTransform(voi.center, voi.width, voi.function);
  const lut = luts.voi?.[voi.index];
  return lut ? lutTransform(lut) : (value) => value;
}

function lutTransform(lut: Lut): (value: number) => number {
  const maximum = lutMaximum(lut);
  return (value) => lookUp(lut, value) / maximum;
}

function windowTransform(center: number, width: number, voiFunction: VoiFunction): (value: number) => number {
  switch (voiFunction) {
    case 'LINEAR':
      return linear(center - 0.5, Math.max(width, 1) - 1);
    case 'LINEAR_EXACT':
      return linear(center, Math.max(width, 0));
    case 'SIGMOID':
      return (value) => 1 / (1 + Math.exp((-4 * (value - center)) / Math.max(width, Number.MIN_VALUE)));
  }
}

/** PS3.3 C.11.2.1.2.1 (with c − 0.5 and w − 1) and C.11.2.1.3.2; a span of 0 is a threshold. */
function linear(center: number, span: number): (value: number) => number {
  const low = center - span / 2;
  const high = center + span / 2;
  return (value) => (value <= low ? 0 : value > high ? 1 : (value - center) / span + 0.5);
}

/** Whether a stored window can be used at all (PS3.3 C.11.2.1.2.1: width ≥ 1 for LINEAR, > 0 otherwise). */
function isUsable({ width }: { width: number }, voiFunction: VoiFunction): boolean {
  return voiFunction === 'LINEAR' ? width >= 1 : width > 0;
}

/** What is known of values without looking at pixels; spares the scan, and is exact where there is only a preview. */
export interface KnownRange {
  /** Stored values of this image. */
  stored?: readonly [number, number] | undefined;
  /** Modality values of the whole stack, so that its images keep one brightness, also where they differ in scale. */
  stack?: readonly [number, number] | undefined;
}

/**
 * How an image is shown first: its first usable window, else its first VOI LUT, else from its smallest to its
 * largest value, padding left out.
 */
export function defaultWindow(
  display: DisplayFacts,
  frame: Pick<DecodedFrame, 'samples'>,
  { luts, range }: { luts?: DisplayLuts | undefined; range?: KnownRange | undefined } = {},
): Voi {
  return storedWindow(display, luts) ?? fullWindow(display, frame, luts, range);
}

/** What the file asks for first; undefined where it asks for nothing usable. */
export function storedWindow(display: DisplayFacts, luts: DisplayLuts | undefined): Voi | undefined {
  const stored = display.windows.find((window) => isUsable(window, display.voiLutFunction));
  if (stored) {
    return { kind: 'window', center: stored.center, width: stored.width, function: display.voiLutFunction };
  }
  return luts?.voi?.length ? { kind: 'lut', index: 0 } : undefined;
}

/** The window from the smallest to the largest value that isn't padding. */
export function fullWindow(
  display: DisplayFacts,
  frame: Pick<DecodedFrame, 'samples'>,
  luts?: DisplayLuts,
  range: KnownRange = {},
): Voi {
  const padding = paddingRange(display);
  if (range.stack && !padding) return windowOver(range.stack);
  const [low, high] = range.stored && !padding ? range.stored : rangeWithout(frame.samples, padding);
  const toModality = modalityTransform(display, luts);
  return windowOver([toModality(low), toModality(high)]);
}

/** From one modality value to another, whichever is larger. */
export function windowOver(ends: readonly [number, number]): Voi {
  const [darkest, brightest] = [Math.min(...ends), Math.max(...ends)];
  return {
    kind: 'window',
    center: (darkest + brightest) / 2,
    width: brightest > darkest ? brightest - darkest : 1,
    function: 'LINEAR_EXACT',
  };
}

function rangeWithout(samples: DecodedFrame['samples'], padding: readonly [number, number] | undefined) {
  const [from, to] = padding ?? [Infinity, -Infinity];
  let low = Infinity;
  let high = -Infinity;
  for (const value of samples) {
    if (value >= from && value <= to) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? ([low, high] as const) : ([0, 0] as const);
}

/** Splits a study's files into bundles: about limits.bundleTargetBytes to send each, within what ingest takes. */
import { limits } from '@pacs/shared/limits';
import { zipEndBytes, zipEntryOverheadBytes } from './zip-layout.ts';

export interface Weight {
  /** Expected bytes on the line. */
  travelBytes: number;
  /** Most bytes it can take on the line (deflating is only kept where it is smaller). */
  maxTravelBytes: number;
  /** Bytes after inflating: ingest holds a bundle's files expanded. */
  expandedBytes: number;
  /** Bytes that have to be worked on before they leave. */
  workBytes: number;
  frames: number;
}

/** Ingest's memory is bounded by what a bundle expands to, so no bundle grows past this unless one file alone does. */
const expandedTargetBytes = 4 * limits.bundleTargetBytes;
/** Ingest counts what is said of single frames too, which the plan does not know. */
const framesTarget = limits.bundleMaxFrames / 2;
const MiB = 1024 * 1024;
/**
 * A bundle is coded or deflated before its first byte leaves, so none has more of that to do than a line takes seconds
 * to send. The first ones are small, because the line has nothing else yet, and grow two by two (one on each worker) no
 * faster than the line empties what is made: a worker codes about 30 MB a second and deflates 8
 * (docs/upload-speed.md has the sums).
 */
const mostWorkBytes = 40 * MiB;
const codingTargetsBytes = [10, 10, 20, 20].map((size) => size * MiB);
const deflatingTargetsBytes = [6, 6, 10, 10, 16, 16, 24, 24].map((size) => size * MiB);

/** Most bytes of files to be coded, or deflated, in the bundle at this place. */
export const codingTargetAt = (at: number): number => codingTargetsBytes[at] ?? mostWorkBytes;
export const deflatingTargetAt = (at: number): number => deflatingTargetsBytes[at] ?? mostWorkBytes;
const roomBytes = limits.bundleMaxBytes - zipEndBytes;

/** Why a file fits no bundle; undefined where it does. */
export function tooLargeForBundle(weight: Weight): 'image-too-large' | 'instance-too-large' | undefined {
  const fits =
    weight.maxTravelBytes + zipEntryOverheadBytes <= roomBytes &&
    weight.expandedBytes <= limits.instanceMaxBytes;
  if (!fits) return 'instance-too-large';
  return weight.frames > limits.bundleMaxFrames ? 'image-too-large' : undefined;
}

/** Keeps the order. Every item must fit (`tooLargeForBundle`). */
export function planBundles<T>(
  items: readonly T[],
  weigh: (item: T) => Weight,
  workTargetAt: (bundle: number) => number = () => mostWorkBytes,
): T[][] {
  const bundles: T[][] = [];
  let current: T[] = [];
  let travel = 0;
  let most = 0;
  let expanded = 0;
  let work = 0;
  let frames = 0;
  for (const item of items) {
    const weight = weigh(item);
    const full =
      current.length >= limits.bundleMaxInstances ||
      travel + weight.travelBytes > limits.bundleTargetBytes ||
      most + weight.maxTravelBytes + zipEntryOverheadBytes > roomBytes ||
      expanded + weight.expandedBytes > expandedTargetBytes ||
      work + weight.workBytes > workTargetAt(bundles.length) ||
      frames + weight.frames > framesTarget;
    if (current.length > 0 && full) {
      bundles.push(current);
      current = [];
      travel = most = expanded = work = frames = 0;
    }
    current.push(item);
    travel += weight.travelBytes;
    most += weight.maxTravelBytes + zipEntryOverheadBytes;
    expanded += weight.expandedBytes;
    work += weight.workBytes;
    frames += weight.frames;
  }
  if (current.length > 0) bundles.push(current);
  return bundles;
}

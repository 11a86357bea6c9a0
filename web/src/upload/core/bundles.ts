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
  frames: number;
}

/** Ingest's memory is bounded by what a bundle expands to, so no bundle grows past this unless one file alone does. */
const expandedTargetBytes = 4 * limits.bundleTargetBytes;
/** Ingest counts what is said of single frames too, which the plan does not know. */
const framesTarget = limits.bundleMaxFrames / 2;
const MiB = 1024 * 1024;
/** A bundle is coded or deflated before its first byte leaves. The first ones are small: the line waits for nothing else. */
const codedTargetsBytes = [10 * MiB, 10 * MiB, 20 * MiB, 20 * MiB];
const codedTargetBytes = 40 * MiB;
const plainTargetsBytes = [16 * MiB, 16 * MiB, 32 * MiB, 32 * MiB, 64 * MiB];

/** What the files of the bundle at this place expand to, about. */
export const codedTargetAt = (at: number): number => codedTargetsBytes[at] ?? codedTargetBytes;
export const plainTargetAt = (at: number): number => plainTargetsBytes[at] ?? expandedTargetBytes;
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
  targetAt: (bundle: number) => number = () => expandedTargetBytes,
): T[][] {
  const bundles: T[][] = [];
  let current: T[] = [];
  let travel = 0;
  let most = 0;
  let expanded = 0;
  let frames = 0;
  for (const item of items) {
    const weight = weigh(item);
    const full =
      current.length >= limits.bundleMaxInstances ||
      travel + weight.travelBytes > limits.bundleTargetBytes ||
      most + weight.maxTravelBytes + zipEntryOverheadBytes > roomBytes ||
      expanded + weight.expandedBytes > targetAt(bundles.length) ||
      frames + weight.frames > framesTarget;
    if (current.length > 0 && full) {
      bundles.push(current);
      current = [];
      travel = most = expanded = frames = 0;
    }
    current.push(item);
    travel += weight.travelBytes;
    most += weight.maxTravelBytes + zipEntryOverheadBytes;
    expanded += weight.expandedBytes;
    frames += weight.frames;
  }
  if (current.length > 0) bundles.push(current);
  return bundles;
}

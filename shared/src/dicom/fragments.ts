/** Encapsulated pixel data (PS3.5 A.4): its items, and which of them make a frame. */
import { limits } from '../limits.ts';

export interface Run {
  at: number;
  bytes: number;
}

export interface Encapsulated {
  /** Basic Offset Table, empty where there is none; one entry more than limits.imageMaxFrames at most. */
  offsets: number[];
  /** Non-empty fragments; `itemAt` counts from the first fragment's item, as offset tables do. */
  fragments: (Run & { itemAt: number })[];
  truncated: boolean;
}

const itemStart = 0xfffee000;
const sequenceEnd = 0xfffee0dd;

/** Reads the items from `at`, one more than limits.imageMaxFragments at most; always little endian (PS3.5 A.4). */
export function readFragments(file: Uint8Array, start: number): Encapsulated {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const tagAt = (at: number): number => view.getUint16(at, true) * 0x10000 + view.getUint16(at + 2, true);
  const offsets: number[] = [];
  const fragments: Encapsulated['fragments'] = [];
  let at = start;
  let firstItem: number | undefined;
  for (let index = 0; at + 8 <= file.length; index += 1) {
    const tag = tagAt(at);
    if (tag === sequenceEnd) return { offsets, fragments, truncated: false };
    if (tag !== itemStart) return { offsets, fragments, truncated: true };
    const declared = view.getUint32(at + 4, true);
    const bytes = Math.min(declared, file.length - at - 8);
    if (index === 0) {
      const count = Math.min(bytes >>> 2, limits.imageMaxFrames + 1);
      for (let entry = 0; entry < count; entry += 1) offsets.push(view.getUint32(at + 8 + 4 * entry, true));
    } else {
      firstItem ??= at;
      if (bytes > 0) fragments.push({ at: at + 8, bytes, itemAt: at - firstItem });
      if (fragments.length > limits.imageMaxFragments) return { offsets, fragments, truncated: true };
    }
    if (bytes < declared) return { offsets, fragments, truncated: true };
    at += 8 + bytes;
  }
  return { offsets, fragments, truncated: true };
}

/** Fragment numbers of each frame, and whether the declared number of frames was found. */
export interface FrameMap {
  frames: number[][];
  exact: boolean;
}

/** By count where it settles it, then by offset tables, then by what codestreams begin with. */
export function mapFrames(
  file: Uint8Array,
  { offsets, fragments }: Encapsulated,
  numberOfFrames: number,
  extendedOffsets: readonly number[] = [],
): FrameMap {
  const all = fragments.map((_, index) => index);
  if (fragments.length === 0) return { frames: [], exact: false };
  if (numberOfFrames === 1) return { frames: [all], exact: true };
  if (fragments.length === numberOfFrames) return { frames: all.map((index) => [index]), exact: true };
  for (const table of [extendedOffsets, offsets]) {
    const frames =
      table.length === numberOfFrames ? splitAt(startsByOffset(fragments, table), all) : undefined;
    if (frames !== undefined) return { frames, exact: true };
  }
  const starts = all.filter((index) => startsCodestream(file, fragments[index]));
  const byStart = starts[0] === 0 ? splitAt(starts, all) : undefined;
  if (byStart?.length === numberOfFrames) return { frames: byStart, exact: true };
  if (fragments.length > numberOfFrames && fragments.length % numberOfFrames === 0) {
    const each = fragments.length / numberOfFrames;
    return {
      frames:
        splitAt(
          all.filter((index) => index % each === 0),
          all,
        ) ?? [],
      exact: true,
    };
  }
  return { frames: (byStart ?? all.map((index) => [index])).slice(0, numberOfFrames), exact: false };
}

function startsByOffset(fragments: Encapsulated['fragments'], table: readonly number[]): number[] {
  const byItem = new Map(fragments.map((fragment, index) => [fragment.itemAt, index]));
  return table.map((offset) => byItem.get(offset) ?? -1);
}

/** Groups from each start to the next; undefined unless starts begin at 0 and ascend. */
function splitAt(starts: readonly number[], all: readonly number[]): number[][] | undefined {
  if (starts[0] !== 0) return undefined;
  if (starts.some((start, index) => index > 0 && start <= (starts[index - 1] ?? 0))) return undefined;
  return starts.map((start, index) => all.slice(start, starts[index + 1] ?? all.length));
}

/** JPEG and JPEG-LS (FFD8FF), JPEG 2000 (FF4FFF51, or its box), RLE (its header's first offset is 64). */
function startsCodestream(file: Uint8Array, run: Run | undefined): boolean {
  if (run === undefined || run.bytes < 12) return false;
  const [a, b, c, d, e, f, g, h] = file.subarray(run.at, run.at + 8);
  if (a === 0xff && b === 0xd8 && c === 0xff) return true;
  if (a === 0xff && b === 0x4f && c === 0xff && d === 0x51) return true;
  if (a === 0 && b === 0 && c === 0 && d === 12 && e === 0x6a && f === 0x50) return true;
  const segments = a ?? 0;
  return (
    segments > 0 &&
    segments <= 15 &&
    b === 0 &&
    c === 0 &&
    d === 0 &&
    e === 64 &&
    f === 0 &&
    g === 0 &&
    h === 0
  );
}

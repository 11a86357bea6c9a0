/** How far each stack has come: what the progress line and the mark of a local series are read from. */
import type { FrameKey } from '../core/frame-source.ts';
import type { StackEntry } from '../core/frame-table.ts';

export interface StackProgress {
  /** Frames whose bytes have come. */
  here: number;
  failed: number;
  frames: number;
}

export interface StackTally {
  arrived(key: FrameKey): void;
  /** Decoded, or known to be undecodable. */
  settled(key: FrameKey): void;
  /** Frames of the stack that have arrived, and that have settled, at any time. */
  counts(stack: number): { arrived: number; settled: number };
}

export function createStackTally(stacks: readonly StackEntry[]): StackTally {
  const stacksOf = new Map<FrameKey, number[]>();
  stacks.forEach(({ frames }, ordinal) => {
    for (const { key } of frames) stacksOf.set(key, [...(stacksOf.get(key) ?? []), ordinal]);
  });
  const arrived = stacks.map(() => new Set<FrameKey>());
  const settled = stacks.map(() => new Set<FrameKey>());
  const count = (tally: Set<FrameKey>[], key: FrameKey) => {
    for (const stack of stacksOf.get(key) ?? []) tally[stack]?.add(key);
  };
  return {
    arrived: (key) => {
      count(arrived, key);
    },
    settled: (key) => {
      count(settled, key);
    },
    counts: (stack) => ({ arrived: arrived[stack]?.size ?? 0, settled: settled[stack]?.size ?? 0 }),
  };
}

/** The order in which the frames of a stack are wanted. */
import type { FrameAddress } from './frame-source.ts';

/** 1 towards the end of the stack, -1 towards its start, 0 unknown. */
export type Travel = -1 | 0 | 1;

/** How many slices ahead come before one behind, while the user travels. */
const aheadPerBehind = 3;

/**
 * Positions 0 … count − 1, most wanted first: the current one, then outwards; in the direction of travel
 * three are taken for each one behind.
 */
export function byPriority(count: number, current: number, travel: Travel): number[] {
  const order: number[] = [current];
  const step = travel === -1 ? -1 : 1;
  const ahead = travel === 0 ? 1 : aheadPerBehind;
  let front = current + step;
  let back = current - step;
  const inside = (position: number) => position >= 0 && position < count;
  while (inside(front) || inside(back)) {
    for (let taken = 0; taken < ahead && inside(front); taken++, front += step) order.push(front);
    if (inside(back)) {
      order.push(back);
      back -= step;
    }
  }
  return order;
}

export interface WishedFrame {
  address: FrameAddress;
  held: 'none' | 'lead' | 'full' | 'failed';
  leadBytes: number;
  /** Of the whole frame. */
  bytes: number;
}

/**
 * What to ask the source for: the shown frame whole, then the leads of the whole stack, then whole frames,
 * as far as `budgetBytes` of compressed bytes go. `frames` are in order of priority.
 */
export function planWishes(
  frames: readonly WishedFrame[],
  budgetBytes: number,
): { address: FrameAddress; part: 'lead' | 'full' }[] {
  const wishes: { address: FrameAddress; part: 'lead' | 'full' }[] = [];
  const affordable: WishedFrame[] = [];
  let spent = 0;
  for (const frame of frames) {
    spent += frame.bytes;
    if (spent > budgetBytes && affordable.length > 0) break;
    affordable.push(frame);
  }
  const [shown, ...others] = affordable;
  if (shown !== undefined && shown.held !== 'full' && shown.held !== 'failed')
    wishes.push({ address: shown.address, part: 'full' });
  for (const frame of others)
    if (frame.held === 'none' && frame.leadBytes > 0 && frame.leadBytes < frame.bytes)
      wishes.push({ address: frame.address, part: 'lead' });
  for (const frame of others)
    if (frame.held === 'none' || frame.held === 'lead') wishes.push({ address: frame.address, part: 'full' });
  return wishes;
}

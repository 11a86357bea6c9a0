/** The order in which the frames of a stack are wanted. */
import type { FrameAddress } from './frame-source.ts';

/** 1 towards the end of the stack, -1 towards its start, 0 unknown. */
export type Travel = -1 | 0 | 1;

/** What one pane shows, and which way it was scrolled last. */
export interface Focus {
  stack: number;
  position: number;
  travel: Travel;
}

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

/** The first of every list, then the second of every list, …; what several lists hold comes once. */
export function interleave<T>(lists: readonly (readonly T[])[], idOf: (item: T) => string): T[] {
  const [only] = lists;
  if (only !== undefined && lists.length === 1) return [...only];
  const merged = new Map<string, T>();
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  for (let at = 0; at < longest; at++)
    for (const list of lists) {
      const item = list[at];
      if (item !== undefined && !merged.has(idOf(item))) merged.set(idOf(item), item);
    }
  return [...merged.values()];
}

export interface WishedFrame {
  address: FrameAddress;
  held: 'none' | 'lead' | 'full' | 'failed';
  leadBytes: number;
  /** Of the whole frame. */
  bytes: number;
}

export interface PlannedWish {
  address: FrameAddress;
  part: 'lead' | 'full';
}

const isOpen = ({ held }: WishedFrame) => held === 'none' || held === 'lead';
const hasLead = ({ leadBytes, bytes }: WishedFrame) => leadBytes > 0 && leadBytes < bytes;

/**
 * What to ask the source for: the shown frames whole, then the leads of all `frames` and of `thumbnails`,
 * then whole frames, as far as `budgetBytes` of compressed bytes go; thumbnails without leads come last.
 * `frames` are in order of priority, the first `shown` of them on the screen.
 */
export function planWishes(
  frames: readonly WishedFrame[],
  {
    shown,
    thumbnails,
    budgetBytes,
  }: { shown: number; thumbnails: readonly WishedFrame[]; budgetBytes: number },
): PlannedWish[] {
  let spent = 0;
  const isAffordable = ({ bytes }: WishedFrame, at: number) => {
    spent += bytes;
    return at < shown || spent <= budgetBytes;
  };
  const affordable = frames.filter(isAffordable);
  const onScreen = affordable.slice(0, shown).filter(isOpen);
  const others = affordable.slice(shown).filter(isOpen);
  const lead = ({ address }: WishedFrame): PlannedWish => ({ address, part: 'lead' });
  const full = ({ address }: WishedFrame): PlannedWish => ({ address, part: 'full' });
  return [
    ...onScreen.map(full),
    ...[...others, ...thumbnails].filter((frame) => frame.held === 'none' && hasLead(frame)).map(lead),
    ...others.map(full),
    ...thumbnails.filter((frame) => isOpen(frame) && !hasLead(frame)).map(full),
  ];
}

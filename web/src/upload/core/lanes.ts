/** How many bundles of all uploads are made and sent at a time. */
import { isSmall } from './parcel.ts';
import type { Parcel } from './parcel.ts';
import { createTaskQueue } from './task-queue.ts';

export interface Lanes {
  /** From its first byte packed to its last byte sent. */
  inHand<T>(parcel: Parcel, task: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Within `inHand`. */
  sending<T>(parcel: Parcel, task: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** Two to four keep a line busy while an answer is awaited. */
const mostSending = 3;
/** The others are packed meanwhile, one on each worker: the line never waits for them, and no more lies about packed. */
const mostInHand = mostSending + 2;
/** What is sent at once when an upload begins. */
export const mostAhead = mostSending;
/** Many small studies spend their time on round trips: more of them at once. */
const mostSmall = 8;

export function createLanes(): Lanes {
  const inHand = createTaskQueue(mostInHand);
  const sending = createTaskQueue(mostSending);
  const small = createTaskQueue(mostSmall);
  return {
    inHand: (parcel, task, signal) => (isSmall(parcel) ? small : inHand).run(task, signal),
    sending: (parcel, task, signal) => (isSmall(parcel) ? task() : sending.run(task, signal)),
  };
}

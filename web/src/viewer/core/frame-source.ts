/** Where frames come from: packs behind signed URLs, or files on the user's own disk. */
import type { BlobRef } from '@pacs/shared/manifest';

/** [instance, frame], both ordinals of the study's index. */
export type FrameAddress = readonly [instance: number, frame: number];
export type FrameKey = string;

export const frameKey = (address: FrameAddress): FrameKey => `${String(address[0])}.${String(address[1])}`;

export interface FrameWish {
  address: FrameAddress;
  /** `lead`: the leading bytes alone, enough for a preview. */
  part: 'lead' | 'full';
  /** Leading bytes that are at hand already and need not come again. */
  lead?: Uint8Array;
}

/** `damaged`: bytes came, and again, and are not the ones that were stored. `gone`: access has ended. */
export type FrameFailure = 'damaged' | 'unreachable' | 'gone';

export type FrameNews =
  | { kind: 'lead'; address: FrameAddress; bytes: Uint8Array }
  /** Length and CRC-32C agree with the index. */
  | { kind: 'full'; address: FrameAddress; bytes: Uint8Array }
  | { kind: 'failed'; address: FrameAddress; reason: FrameFailure };

export interface FrameSource {
  /** What is wanted now, most wanted first; replaces the wishes before it. Never rejects: failures are news. */
  wish(wishes: readonly FrameWish[]): void;
  /** A lookup table or overlay plane, its CRC-32C checked. */
  blob: (ref: BlobRef) => Promise<Uint8Array>;
  subscribe(listener: (news: FrameNews) => void): () => void;
  close(): void;
}

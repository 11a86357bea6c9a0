/** Every frame of a study by its key, with what scheduling asks about it again and again. */
import type { BlobRef, StudyIndex } from '@pacs/shared/manifest';
import { portraitPosition } from '@pacs/shared/study/portrait';
import { decodedBytes, frameBytes, frameFacts, type FrameFacts } from './facts.ts';
import { frameKey, type FrameKey } from './frame-source.ts';

export interface FrameEntry {
  key: FrameKey;
  /** Ordinal of the stack that this entry is of; a frame may stand in several. */
  stack: number;
  facts: FrameFacts;
  bytes: number;
  leadBytes: number;
  decodedBytes: number;
}

export interface StackEntry {
  frames: FrameEntry[];
  /** Position of the frame that its thumbnail shows. */
  portrait: number;
  /** The stored picture nearest to it. */
  picture?: BlobRef;
}

export function stackTable(index: StudyIndex): StackEntry[] {
  return index.stacks.map((stack, ordinal) => {
    const portrait = portraitPosition(stack);
    const frames = stack.frames.map((address): FrameEntry => {
      const facts = frameFacts(index, address);
      return {
        key: frameKey(address),
        stack: ordinal,
        facts,
        bytes: facts.ref === undefined ? 0 : frameBytes(facts.ref),
        leadBytes: facts.ref?.leadBytes ?? 0,
        decodedBytes: facts.format === undefined ? 0 : decodedBytes(facts.format),
      };
    });
    const picture = nearestPicture(frames, portrait);
    return { portrait, frames, ...(picture && { picture }) };
  });
}

function nearestPicture(frames: readonly FrameEntry[], portrait: number): BlobRef | undefined {
  let nearest: { picture: BlobRef; distance: number } | undefined;
  for (const [at, { facts }] of frames.entries()) {
    const picture = facts.ref?.thumbnail;
    const distance = Math.abs(at - portrait);
    if (picture && distance < (nearest?.distance ?? Infinity)) nearest = { picture, distance };
  }
  return nearest?.picture;
}

/** Every frame of a study by its key, with what scheduling asks about it again and again. */
import type { StudyIndex } from '@pacs/shared/manifest';
import { decodedBytes, frameBytes, frameFacts, portraitPosition, type FrameFacts } from './facts.ts';
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
}

export function stackTable(index: StudyIndex): StackEntry[] {
  return index.stacks.map((stack, ordinal) => ({
    portrait: portraitPosition(stack),
    frames: stack.frames.map((address) => {
      const facts = frameFacts(index, address);
      return {
        key: frameKey(address),
        stack: ordinal,
        facts,
        bytes: facts.ref === undefined ? 0 : frameBytes(facts.ref),
        leadBytes: facts.ref?.leadBytes ?? 0,
        decodedBytes: facts.format === undefined ? 0 : decodedBytes(facts.format),
      };
    }),
  }));
}

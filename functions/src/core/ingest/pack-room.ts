/** What the packs of one bundle hold in memory, those of all its studies together. */
import { limits } from '@pacs/shared/limits';

/** Files of a pack that is not written yet. */
export interface HeldDraft {
  readonly heldBytes: number;
  /** Writes it and takes it out of the room. */
  flush(): Promise<void>;
}

export interface PackRoom {
  readonly drafts: Set<HeldDraft>;
  /** Writes the largest drafts, of whichever study, until so many bytes more may be held, or none is left. */
  makeFor(bytes: number): Promise<void>;
  /** Whether a pack that is written may stay at hand. */
  keep(bytes: number): boolean;
}

/** For one bundle. */
export function packRoom(): PackRoom {
  const drafts = new Set<HeldDraft>();
  let keptBytes = 0;
  return {
    drafts,
    async makeFor(bytes) {
      while (drafts.size > 0 && heldBytesOf(drafts) + bytes > limits.packHeldMaxBytes)
        await largestOf(drafts).flush();
    },
    keep(bytes) {
      if (keptBytes + bytes > limits.packKeptMaxBytes) return false;
      keptBytes += bytes;
      return true;
    },
  };
}

const heldBytesOf = (drafts: Iterable<HeldDraft>) =>
  [...drafts].reduce((sum, { heldBytes }) => sum + heldBytes, 0);

export function largestOf(drafts: Iterable<HeldDraft>): HeldDraft {
  const [first, ...more] = drafts;
  if (!first) throw new RangeError('there is no draft');
  return more.reduce((most, draft) => (draft.heldBytes > most.heldBytes ? draft : most), first);
}

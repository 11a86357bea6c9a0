/** Which bytes of which pack to ask for next. Objects are read by single ranges: several in one are not CORS-safelisted. */
import type { FrameKey } from './frame-source.ts';

/** A run of bytes that is wanted whole. */
export interface Piece {
  key: FrameKey;
  part: 'lead' | 'rest';
  pack: number;
  at: number;
  bytes: number;
}

export interface RangeRequest {
  pack: number;
  from: number;
  /** Exclusive. */
  to: number;
  /** By position. */
  pieces: Piece[];
}

const KiB = 1024;
/** Bytes between two wanted pieces that are cheaper to fetch along than a request of their own (a round trip). */
export const maxGapBytes = 32 * KiB;
const minTargetBytes = 320 * KiB;
const maxTargetBytes = 2 * 1024 * KiB;
/** The remaining bytes are cut in about this many requests, so that a series never takes dozens. */
const requestsPerRemainder = 6;

/** How long the next range may grow, from what is still wanted in all. */
export function targetBytes(wantedBytes: number): number {
  return Math.min(maxTargetBytes, Math.max(minTargetBytes, Math.ceil(wantedBytes / requestsPerRemainder)));
}

/**
 * The next range, from pieces in order of priority. It starts at the most wanted piece and takes in its
 * neighbours by position, on either side the more wanted one first, up to `target` bytes: so few requests
 * are made whatever order the frames lie in.
 */
export function nextRange(pieces: readonly Piece[], target: number): RangeRequest | undefined {
  const first = pieces[0];
  if (first === undefined) return undefined;
  const rank = new Map<Piece, number>();
  const sameRun: Piece[] = [];
  pieces.forEach((piece, order) => {
    if (piece.pack !== first.pack || piece.part !== first.part) return;
    rank.set(piece, order);
    sameRun.push(piece);
  });
  sameRun.sort((a, b) => a.at - b.at);
  let left = sameRun.indexOf(first);
  let right = left;
  let from = first.at;
  let to = first.at + first.bytes;

  for (;;) {
    const before = neighbour(sameRun[left - 1], (piece) => from - (piece.at + piece.bytes));
    const after = neighbour(sameRun[right + 1], (piece) => piece.at - to);
    const takeAfter =
      after !== undefined && (before === undefined || (rank.get(after) ?? 0) <= (rank.get(before) ?? 0));
    const taken = takeAfter ? after : before;
    if (taken === undefined) break;
    const grownFrom = Math.min(from, taken.at);
    const grownTo = Math.max(to, taken.at + taken.bytes);
    if (grownTo - grownFrom > target) break;
    from = grownFrom;
    to = grownTo;
    if (takeAfter) right += 1;
    else left -= 1;
  }
  return { pack: first.pack, from, to, pieces: sameRun.slice(left, right + 1) };
}

function neighbour(piece: Piece | undefined, gapTo: (piece: Piece) => number): Piece | undefined {
  return piece !== undefined && gapTo(piece) <= maxGapBytes ? piece : undefined;
}

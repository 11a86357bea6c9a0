/** What is at hand of a study's frames: bytes, pictures and failures, all within the memory budget. */
import { crc32c } from '@pacs/shared/crc32c';
import type { DecodedFrame } from '@pacs/shared/codecs/types';
import { levelsOf } from '@pacs/shared/display/halves';
import { createByteCache, type MemoryBudget } from '../core/byte-cache.ts';
import { isSoundLead } from '../core/facts.ts';
import { frameKey, type FrameAddress, type FrameKey } from '../core/frame-source.ts';
import type { FrameEntry, StackEntry } from '../core/frame-table.ts';
import type { WishedFrame } from '../core/wishes.ts';
import type { Unshowable } from '../core/words.ts';
import { waiting, type FailedView, type FrameView } from './frame-view.ts';

export interface FrameStore {
  entry(key: FrameKey): FrameEntry | undefined;
  /** The same object as long as nothing changed. */
  view(key: FrameKey): FrameView;
  wished: (entry: FrameEntry) => WishedFrame;
  /** All bytes of a frame, proven; undefined where some are missing. */
  whole(key: FrameKey): Uint8Array | undefined;
  lead(key: FrameKey): Uint8Array | undefined;
  /** Frames whose bytes are here and whose pixels are not. */
  readonly undecoded: ReadonlySet<FrameKey>;
  needsPreview(key: FrameKey): boolean;
  failedAmong(frames: readonly FrameEntry[]): number;
  /** What came with the answer: a frame whole, or the bytes it begins with. True where it is whole. */
  holdFirst(address: FrameAddress, bytes: Uint8Array): boolean;
  holdLead(key: FrameKey, bytes: Uint8Array): void;
  holdWhole(key: FrameKey, bytes: Uint8Array): void;
  holdPreview(key: FrameKey, decoded: DecodedFrame | undefined): void;
  holdPicture(key: FrameKey, decoded: DecodedFrame): void;
  fail(key: FrameKey, view: FailedView): void;
  /** Drops what is farthest where it holds more than that. */
  resize(budget: MemoryBudget): void;
  /** Forgets failures for these reasons. */
  forgive(reasons: readonly Unshowable[]): void;
}

const heldBytes = (frame: DecodedFrame): number =>
  levelsOf(frame).reduce((sum, { samples }) => sum + samples.byteLength, 0);

/** Leads and previews have this share of their budgets on top: they are what a stack is scrolled by at first. */
const leadShare = 1 / 8;

/** `distance`: how far a frame is from what is shown; 0 is never dropped. */
export function createFrameStore(
  stacks: readonly StackEntry[],
  budget: MemoryBudget,
  distance: (key: FrameKey) => number,
): FrameStore {
  const entries = new Map<FrameKey, FrameEntry>();
  /** Frames without a picture that could be asked for. */
  const hopeless = new Map<FrameKey, FailedView>();
  for (const { frames } of stacks)
    for (const entry of frames) {
      entries.set(entry.key, entry);
      const { instance, ref, format } = entry.facts;
      const reason =
        instance.unshowable ?? (ref === undefined || format === undefined ? 'no-pixels' : undefined);
      if (reason !== undefined) hopeless.set(entry.key, { state: 'failed', reason });
    }

  const whole = createByteCache<Uint8Array>(0);
  const leads = createByteCache<Uint8Array>(0);
  const decoded = createByteCache<FrameView>(0);
  const previews = createByteCache<FrameView>(0);
  const undecoded = new Set<FrameKey>();
  const failures = new Map<FrameKey, FailedView>();

  const trimWhole = () => {
    for (const dropped of whole.trim(distance)) undecoded.delete(dropped);
  };
  const trimDecoded = () => {
    for (const dropped of decoded.trim(distance)) if (whole.has(dropped)) undecoded.add(dropped);
  };
  const resize = ({ compressedBytes, decodedBytes }: MemoryBudget) => {
    whole.resize(compressedBytes);
    leads.resize(Math.ceil(compressedBytes * leadShare));
    decoded.resize(decodedBytes);
    previews.resize(Math.ceil(decodedBytes * leadShare));
    trimWhole();
    trimDecoded();
    leads.trim(distance);
    previews.trim(distance);
  };
  resize(budget);

  const holdLead = (key: FrameKey, bytes: Uint8Array) => {
    leads.set(key, bytes, bytes.length);
    leads.trim(distance);
  };

  const holdWhole = (key: FrameKey, bytes: Uint8Array) => {
    whole.set(key, bytes, bytes.length);
    leads.delete(key);
    if (!decoded.has(key)) undecoded.add(key);
    trimWhole();
  };

  return {
    entry: (key) => entries.get(key),
    view: (key) => decoded.get(key) ?? failures.get(key) ?? previews.get(key) ?? hopeless.get(key) ?? waiting,
    wished({ key, facts, bytes, leadBytes }) {
      const isHopeless = failures.has(key) || facts.ref === undefined || facts.format === undefined;
      const held = whole.has(key) ? 'full' : leads.has(key) ? 'lead' : 'none';
      return { address: facts.address, held: isHopeless ? 'failed' : held, leadBytes, bytes };
    },
    whole: (key) => whole.get(key),
    lead: (key) => leads.get(key),
    undecoded,
    needsPreview: (key) => !previews.has(key) && !decoded.has(key) && !whole.has(key),
    failedAmong: (frames) => (failures.size === 0 ? 0 : frames.filter(({ key }) => failures.has(key)).length),
    holdFirst(address, bytes) {
      const key = frameKey(address);
      const entry = entries.get(key);
      if (entry === undefined) return false;
      const { ref } = entry.facts;
      const isWhole = bytes.length === entry.bytes && crc32c(bytes) === ref?.crc;
      const lead = bytes.subarray(0, entry.leadBytes);
      if (isWhole) holdWhole(key, bytes);
      else if (lead.length > 0 && ref !== undefined && isSoundLead(ref, lead)) holdLead(key, lead);
      return isWhole;
    },
    holdLead,
    holdWhole,
    holdPreview(key, preview) {
      // One that can't be decoded is only a picture less: the whole frame will tell.
      if (preview === undefined) previews.set(key, waiting, 0);
      else previews.set(key, { state: 'preview', decoded: preview }, heldBytes(preview));
      previews.trim(distance);
    },
    holdPicture(key, picture) {
      undecoded.delete(key);
      decoded.set(key, { state: 'full', decoded: picture }, heldBytes(picture));
      previews.delete(key);
      trimDecoded();
    },
    fail(key, view) {
      undecoded.delete(key);
      failures.set(key, view);
    },
    resize,
    forgive(reasons) {
      for (const [key, { reason }] of failures) {
        if (!reasons.includes(reason)) continue;
        failures.delete(key);
        if (whole.has(key)) undecoded.add(key);
      }
    },
  };
}

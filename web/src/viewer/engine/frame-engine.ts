/**
 * Brings the frames of a study to the screen: asks the source in the right order, keeps bytes and decoded
 * frames within their budgets, decodes what is nearest first. A plain subscribable read.
 */
import { crc32c } from '@pacs/shared/crc32c';
import { DecodeError, type DecodedFrame } from '@pacs/shared/codecs/types';
import { createByteCache, type MemoryBudget } from '../core/byte-cache.ts';
import { previewFrame, thumbnailFrame, wholeFrame } from '../core/decode-jobs.ts';
import { frameKey, type FrameAddress, type FrameKey, type FrameSource } from '../core/frame-source.ts';
import type { FrameEntry, StackEntry } from '../core/frame-table.ts';
import { byPriority, planWishes, type Travel, type WishedFrame } from '../core/wishes.ts';
import type { Unshowable } from '../core/words.ts';
import { createDecodeQueue, type Decode, type DecodeJob, type DecodeResult } from './decode-queue.ts';

export type FrameView =
  | { state: 'waiting' }
  /** From the leading bytes: fewer pixels than the image has. */
  | { state: 'preview'; decoded: DecodedFrame }
  | { state: 'full'; decoded: DecodedFrame }
  | { state: 'failed'; reason: Unshowable };

export interface StackProgress {
  /** Frames whose bytes have come. */
  here: number;
  failed: number;
  frames: number;
}

export interface FrameEngine {
  /** What the user looks at now. */
  focus(stack: number, position: number, travel: Travel): void;
  /** The same object as long as nothing changed. */
  view(stack: number, position: number): FrameView;
  progress(stack: number): StackProgress;
  /** A small picture of the stack; asks for it where it isn't here yet. */
  thumbnail(stack: number): FrameView;
  /** Forgets failures that may have passed (no connection, code not loaded) and tries again. */
  retry(): void;
  subscribe: (listener: () => void) => () => void;
  close: () => void;
}

export interface EngineParts {
  stacks: readonly StackEntry[];
  source: FrameSource;
  decode: Decode;
  decodeAtOnce: number;
  budget: MemoryBudget;
  /** Leading bytes of one frame, or all of them, that came with the answer. */
  first?: { address: FrameAddress; bytes: Uint8Array } | undefined;
  /** Every frame of a focused stack, as far as the budget goes, is here and has been decoded. */
  onStackLocal?: ((stack: number) => void) | undefined;
}

const waiting: FrameView = { state: 'waiting' };
const mayPass: readonly Unshowable[] = ['unreachable', 'codec-unavailable'];

export function createFrameEngine(parts: EngineParts): FrameEngine {
  const { stacks, source, budget } = parts;
  const entries = new Map<FrameKey, FrameEntry>();
  const stacksOf = new Map<FrameKey, number[]>();
  /** Frames without a picture that could be asked for. */
  const hopeless = new Map<FrameKey, FrameView & { state: 'failed' }>();
  stacks.forEach((stack, ordinal) => {
    for (const entry of stack.frames) {
      entries.set(entry.key, entry);
      const { instance, ref, format } = entry.facts;
      const reason =
        instance.unshowable ?? (ref === undefined || format === undefined ? 'no-pixels' : undefined);
      if (reason !== undefined) hopeless.set(entry.key, { state: 'failed', reason });
      stacksOf.set(entry.key, [...(stacksOf.get(entry.key) ?? []), ordinal]);
    }
  });

  const whole = createByteCache<Uint8Array>(budget.compressedBytes);
  const leads = createByteCache<Uint8Array>(Math.ceil(budget.compressedBytes / 8));
  const decoded = createByteCache<FrameView>(budget.decodedBytes);
  const previews = createByteCache<FrameView>(Math.ceil(budget.decodedBytes / 8));
  /** Bytes are here, pixels are not. */
  const undecoded = new Set<FrameKey>();
  const failures = new Map<FrameKey, FrameView & { state: 'failed' }>();
  const thumbnails = new Map<number, FrameView>();
  const arrivedOnce = stacks.map(() => new Set<FrameKey>());
  const decodedOnce = stacks.map(() => new Set<FrameKey>());
  const localStacks = new Set<number>();
  const listeners = new Set<() => void>();
  let focused: { stack: number; order: FrameEntry[]; decodable: number } | undefined;
  let rank = new Map<FrameKey, number>();

  const distance = (key: FrameKey) => rank.get(key) ?? Number.MAX_SAFE_INTEGER;
  const count = (tally: Set<FrameKey>[], key: FrameKey) => {
    for (const stack of stacksOf.get(key) ?? []) tally[stack]?.add(key);
  };
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const portraitOf = (stack: number) => stacks[stack]?.frames[stacks[stack].portrait];

  const wished = ({ key, facts, bytes, leadBytes }: FrameEntry): WishedFrame => {
    const held = whole.has(key) ? 'full' : leads.has(key) ? 'lead' : 'none';
    const isHopeless = failures.has(key) || facts.ref === undefined || facts.format === undefined;
    return { address: facts.address, held: isHopeless ? 'failed' : held, leadBytes, bytes };
  };

  const wish = () => {
    const waitingThumbnails = [...thumbnails]
      .filter(([, view]) => view.state === 'waiting')
      .map(([stack]) => portraitOf(stack))
      .filter((entry) => entry !== undefined);
    const wishes = planWishes(
      focused?.order.map(wished) ?? [],
      waitingThumbnails.map(wished),
      budget.compressedBytes,
    );
    source.wish(
      wishes.map((one) => {
        const lead = leads.get(frameKey(one.address));
        return lead === undefined ? one : { ...one, lead };
      }),
    );
  };

  const wholeJob = (key: FrameKey): DecodeJob | undefined => {
    const facts = entries.get(key)?.facts;
    const bytes = undecoded.has(key) ? whole.get(key) : undefined;
    const frame = facts && bytes && wholeFrame(facts, bytes);
    return frame && !queue.isBusy({ kind: 'full', key }) ? { kind: 'full', key, frame } : undefined;
  };

  const previewJob = ({ key, facts }: FrameEntry): DecodeJob | undefined => {
    const bytes = leads.get(key);
    if (bytes === undefined || previews.has(key) || decoded.has(key) || whole.has(key)) return undefined;
    const frame = queue.isBusy({ kind: 'preview', key }) ? undefined : previewFrame(facts, bytes);
    return frame && { kind: 'preview', key, frame };
  };

  const thumbnailJob = (stack: number): DecodeJob | undefined => {
    const entry = portraitOf(stack);
    if (entry === undefined || queue.isBusy({ kind: 'thumbnail', key: entry.key })) return undefined;
    const bytes = whole.get(entry.key) ?? leads.get(entry.key);
    const frame = bytes && thumbnailFrame(entry.facts, bytes, whole.has(entry.key));
    return frame && { kind: 'thumbnail', key: entry.key, frame };
  };

  const nearestUndecoded = (decodable: number): DecodeJob | undefined => {
    let best: FrameKey | undefined;
    for (const key of undecoded)
      if (
        distance(key) < Math.min(decodable, best === undefined ? Infinity : distance(best)) &&
        !queue.isBusy({ kind: 'full', key })
      )
        best = key;
    return best === undefined ? undefined : wholeJob(best);
  };

  const next = (): DecodeJob | undefined => {
    const shown = focused?.order[0];
    if (focused === undefined || shown === undefined) return undefined;
    const first = wholeJob(shown.key) ?? previewJob(shown);
    if (first !== undefined) return first;
    for (const [stack, view] of thumbnails) {
      const job = view.state === 'waiting' ? thumbnailJob(stack) : undefined;
      if (job !== undefined) return job;
    }
    return nearestUndecoded(focused.decodable);
  };

  const checkLocal = () => {
    if (focused === undefined || localStacks.has(focused.stack)) return;
    if ((decodedOnce[focused.stack]?.size ?? 0) < focused.decodable) return;
    localStacks.add(focused.stack);
    parts.onStackLocal?.(focused.stack);
  };

  const setThumbnails = (key: FrameKey, view: FrameView) => {
    for (const stack of thumbnails.keys()) if (portraitOf(stack)?.key === key) thumbnails.set(stack, view);
  };

  const done = ({ kind, key }: DecodeJob, result: DecodeResult) => {
    const view: FrameView =
      'decoded' in result
        ? { state: kind === 'preview' ? 'preview' : 'full', decoded: result.decoded }
        : {
            state: 'failed',
            reason: result.failure instanceof DecodeError ? result.failure.reason : 'damaged',
          };
    const bytes = 'decoded' in result ? result.decoded.samples.byteLength : 0;
    if (kind === 'thumbnail') setThumbnails(key, view);
    else if (kind === 'preview') {
      // One that can't be decoded is only a picture less: the whole frame will tell.
      previews.set(key, view.state === 'failed' ? waiting : view, bytes);
      previews.trim(distance);
    } else {
      undecoded.delete(key);
      count(decodedOnce, key);
      if (view.state === 'failed') failures.set(key, view);
      else {
        decoded.set(key, view, bytes);
        previews.delete(key);
        for (const dropped of decoded.trim(distance)) if (whole.has(dropped)) undecoded.add(dropped);
      }
      checkLocal();
    }
    tell();
  };

  const holdFirst = ({ address, bytes }: { address: FrameAddress; bytes: Uint8Array }) => {
    const key = frameKey(address);
    const entry = entries.get(key);
    if (entry === undefined) return;
    if (bytes.length === entry.bytes && crc32c(bytes) === entry.facts.ref?.crc) hold(key, bytes);
    else if (entry.leadBytes > 0 && bytes.length >= entry.leadBytes)
      leads.set(key, bytes.subarray(0, entry.leadBytes), entry.leadBytes);
  };

  const hold = (key: FrameKey, bytes: Uint8Array) => {
    whole.set(key, bytes, bytes.length);
    leads.delete(key);
    if (!decoded.has(key)) undecoded.add(key);
    count(arrivedOnce, key);
    for (const dropped of whole.trim(distance)) undecoded.delete(dropped);
  };

  const queue = createDecodeQueue(parts.decode, parts.decodeAtOnce, next, done);

  const unsubscribe = source.subscribe((news) => {
    const key = frameKey(news.address);
    if (news.kind === 'lead') {
      leads.set(key, news.bytes, news.bytes.length);
      leads.trim(distance);
    } else if (news.kind === 'full') {
      hold(key, news.bytes);
    } else {
      const view: FrameView = { state: 'failed', reason: news.reason };
      failures.set(key, view);
      setThumbnails(key, view);
      count(decodedOnce, key);
      checkLocal();
    }
    queue.pump();
    tell();
  });

  if (parts.first !== undefined) holdFirst(parts.first);

  return {
    focus(stack, position, travel) {
      const frames = stacks[stack]?.frames ?? [];
      const order = byPriority(frames.length, position, travel)
        .map((at) => frames[at])
        .filter((entry) => entry !== undefined);
      let planned = 0;
      let decodable = 0;
      for (const entry of order) {
        planned += entry.decodedBytes;
        if (planned > budget.decodedBytes && decodable > 0) break;
        decodable += 1;
        if (entry.facts.format === undefined || entry.facts.ref === undefined) count(decodedOnce, entry.key);
      }
      focused = { stack, order, decodable };
      rank = new Map(order.map(({ key }, at) => [key, at]));
      wish();
      queue.pump();
      checkLocal();
    },
    view(stack, position) {
      const entry = stacks[stack]?.frames[position];
      if (entry === undefined) return waiting;
      const { key } = entry;
      return decoded.get(key) ?? failures.get(key) ?? previews.get(key) ?? hopeless.get(key) ?? waiting;
    },
    progress(stack) {
      const frames = stacks[stack]?.frames ?? [];
      return {
        here: arrivedOnce[stack]?.size ?? 0,
        failed: failures.size === 0 ? 0 : frames.filter(({ key }) => failures.has(key)).length,
        frames: frames.length,
      };
    },
    thumbnail(stack) {
      const known = thumbnails.get(stack);
      if (known !== undefined) return known;
      const facts = portraitOf(stack)?.facts;
      const view: FrameView =
        facts?.ref === undefined || facts.format === undefined
          ? { state: 'failed', reason: facts?.instance.unshowable ?? 'no-pixels' }
          : waiting;
      thumbnails.set(stack, view);
      wish();
      queue.pump();
      return view;
    },
    retry() {
      for (const [key, { reason }] of failures) {
        if (!mayPass.includes(reason)) continue;
        failures.delete(key);
        if (whole.has(key)) undecoded.add(key);
      }
      wish();
      queue.pump();
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      queue.close();
      unsubscribe();
      source.close();
      listeners.clear();
    },
  };
}

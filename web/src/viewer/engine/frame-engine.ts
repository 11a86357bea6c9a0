/**
 * Brings the frames of a study to the screen: asks the source in the right order and decodes what is nearest
 * first. A plain subscribable read.
 */
import { DecodeError } from '@pacs/shared/codecs/types';
import type { MemoryBudget } from '../core/byte-cache.ts';
import { previewFrame, thumbnailFrame, wholeFrame } from '../core/decode-jobs.ts';
import { frameKey, type FrameAddress, type FrameKey, type FrameSource } from '../core/frame-source.ts';
import type { FrameEntry, StackEntry } from '../core/frame-table.ts';
import { interleave, planWishes, byPriority, type Focus } from '../core/wishes.ts';
import { mayPass } from '../core/words.ts';
import { createDecodeQueue, type Decode, type DecodeJob, type DecodeResult } from './decode-queue.ts';
import { createFrameStore } from './frame-store.ts';
import { waiting, type FailedView, type FrameView } from './frame-view.ts';
import { createStackTally, type StackProgress } from './stack-tally.ts';

export interface FrameEngine {
  /** What the user looks at now: one entry a pane, most important first; replaces what was before. */
  focus(panes: readonly Focus[]): void;
  /** One image besides those: for what has to read its pixels. undefined: none any more. */
  also(place: Pick<Focus, 'stack' | 'position'> | undefined): void;
  /** The same object as long as nothing changed. */
  view(stack: number, position: number): FrameView;
  progress(stack: number): StackProgress;
  /** Whether any frame is here, or has failed to come. */
  hasArrived(): boolean;
  /** A small picture of the stack; asks for it where it isn't here yet. */
  thumbnail(stack: number): FrameView;
  /** Forgets failures that may have passed (no connection, code not loaded) and tries again. */
  retry(): void;
  /** Other studies came or went: this much memory is its own from now on. */
  resize(budget: MemoryBudget): void;
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

interface Focused {
  /** Frames of all focused stacks, most wanted first; the first `shown` are on the screen. */
  order: FrameEntry[];
  shown: number;
  /** So many of them fit in the budget once decoded. */
  decodable: number;
  /** How many of the decodable ones are of this stack, by stack. */
  decodableOf: Map<number, number>;
}

const nothing: Focused = { order: [], shown: 0, decodable: 0, decodableOf: new Map() };

export function createFrameEngine(parts: EngineParts): FrameEngine {
  const { stacks, source } = parts;
  let { budget } = parts;
  let panes: readonly Focus[] = [];
  let guest: Focus | undefined;
  let focused = nothing;
  let rank = new Map<FrameKey, number>();
  const distance = (key: FrameKey) => rank.get(key) ?? Number.MAX_SAFE_INTEGER;
  const store = createFrameStore(stacks, budget, distance);
  const tally = createStackTally(stacks);
  const thumbnails = new Map<number, FrameView>();
  const localStacks = new Set<number>();
  let hasArrived = false;
  const listeners = new Set<() => void>();

  const tell = () => {
    for (const listener of listeners) listener();
  };
  const portraitOf = (stack: number) => stacks[stack]?.frames[stacks[stack].portrait];

  const wish = () => {
    const waitingThumbnails = [...thumbnails]
      .filter(([, view]) => view.state === 'waiting')
      .map(([stack]) => portraitOf(stack))
      .filter((entry) => entry !== undefined);
    const wishes = planWishes(focused.order.map(store.wished), {
      shown: focused.shown,
      thumbnails: waitingThumbnails.map(store.wished),
      budgetBytes: budget.compressedBytes,
    });
    source.wish(
      wishes.map((one) => {
        const lead = store.lead(frameKey(one.address));
        return lead === undefined ? one : { ...one, lead };
      }),
    );
  };

  const wholeJob = (key: FrameKey): DecodeJob | undefined => {
    const facts = store.entry(key)?.facts;
    const bytes = store.undecoded.has(key) ? store.whole(key) : undefined;
    const frame = facts && bytes && wholeFrame(facts, bytes);
    return frame && !queue.isBusy({ kind: 'full', key }) ? { kind: 'full', key, frame } : undefined;
  };

  const previewJob = ({ key, facts }: FrameEntry): DecodeJob | undefined => {
    const bytes = store.needsPreview(key) ? store.lead(key) : undefined;
    const frame = bytes && !queue.isBusy({ kind: 'preview', key }) ? previewFrame(facts, bytes) : undefined;
    return frame && { kind: 'preview', key, frame };
  };

  const thumbnailJob = (stack: number): DecodeJob | undefined => {
    const entry = portraitOf(stack);
    if (entry === undefined || queue.isBusy({ kind: 'thumbnail', key: entry.key })) return undefined;
    const whole = store.whole(entry.key);
    const bytes = whole ?? store.lead(entry.key);
    const frame = bytes && thumbnailFrame(entry.facts, bytes, whole !== undefined);
    return frame && { kind: 'thumbnail', key: entry.key, frame };
  };

  const nearestUndecoded = (): DecodeJob | undefined => {
    let best: FrameKey | undefined;
    for (const key of store.undecoded)
      if (
        distance(key) < Math.min(focused.decodable, best === undefined ? Infinity : distance(best)) &&
        !queue.isBusy({ kind: 'full', key })
      )
        best = key;
    return best === undefined ? undefined : wholeJob(best);
  };

  const next = (): DecodeJob | undefined => {
    for (const entry of focused.order.slice(0, focused.shown)) {
      const job = wholeJob(entry.key) ?? previewJob(entry);
      if (job !== undefined) return job;
    }
    for (const [stack, view] of thumbnails) {
      const job = view.state === 'waiting' ? thumbnailJob(stack) : undefined;
      if (job !== undefined) return job;
    }
    return nearestUndecoded();
  };

  const checkLocal = () => {
    for (const [stack, decodable] of focused.decodableOf) {
      if (localStacks.has(stack) || tally.counts(stack).settled < decodable) continue;
      localStacks.add(stack);
      parts.onStackLocal?.(stack);
    }
  };

  const setThumbnails = (key: FrameKey, view: FrameView) => {
    for (const stack of thumbnails.keys()) if (portraitOf(stack)?.key === key) thumbnails.set(stack, view);
  };

  const settle = (key: FrameKey, failed?: FailedView) => {
    if (failed !== undefined) store.fail(key, failed);
    tally.settled(key);
    checkLocal();
  };

  const done = ({ kind, key }: DecodeJob, result: DecodeResult) => {
    const decoded = 'decoded' in result ? result.decoded : undefined;
    const failed: FailedView = {
      state: 'failed',
      reason:
        'failure' in result && result.failure instanceof DecodeError ? result.failure.reason : 'damaged',
    };
    if (kind === 'preview') store.holdPreview(key, decoded);
    else if (kind === 'thumbnail') setThumbnails(key, decoded ? { state: 'full', decoded } : failed);
    else {
      if (decoded !== undefined) store.holdPicture(key, decoded);
      settle(key, decoded === undefined ? failed : undefined);
    }
    tell();
  };

  const queue = createDecodeQueue(parts.decode, parts.decodeAtOnce, next, done);

  const unsubscribe = source.subscribe((news) => {
    const key = frameKey(news.address);
    if (news.kind !== 'lead') hasArrived = true;
    if (news.kind === 'lead') store.holdLead(key, news.bytes);
    else if (news.kind === 'full') {
      store.holdWhole(key, news.bytes);
      tally.arrived(key);
    } else {
      const failed: FailedView = { state: 'failed', reason: news.reason };
      setThumbnails(key, failed);
      settle(key, failed);
    }
    queue.pump();
    tell();
  });

  const { first } = parts;
  if (first !== undefined && store.holdFirst(first.address, first.bytes)) {
    hasArrived = true;
    tally.arrived(frameKey(first.address));
  }

  const refocus = () => {
    const wanted = guest === undefined ? panes : [...panes, guest];
    const { order, shown } = orderOf(stacks, wanted);
    const decodableOf = new Map<number, number>(wanted.map(({ stack }) => [stack, 0]));
    let planned = 0;
    let decodable = 0;
    for (const { key, stack, decodedBytes, facts } of order) {
      planned += decodedBytes;
      if (planned > budget.decodedBytes && decodable > 0) break;
      decodable += 1;
      decodableOf.set(stack, (decodableOf.get(stack) ?? 0) + 1);
      if (facts.format === undefined || facts.ref === undefined) tally.settled(key);
    }
    focused = { order, shown, decodable, decodableOf };
    rank = new Map(order.map(({ key }, at) => [key, at < shown ? 0 : at]));
    wish();
    queue.pump();
    checkLocal();
  };

  return {
    focus(now) {
      panes = now;
      refocus();
    },
    also(place) {
      guest = place && { ...place, travel: 0 };
      refocus();
    },
    view(stack, position) {
      const entry = stacks[stack]?.frames[position];
      return entry === undefined ? waiting : store.view(entry.key);
    },
    progress(stack) {
      const frames = stacks[stack]?.frames ?? [];
      return {
        here: tally.counts(stack).arrived,
        failed: store.failedAmong(frames),
        frames: frames.length,
      };
    },
    hasArrived: () => hasArrived,
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
      store.forgive(mayPass);
      for (const [stack, view] of thumbnails)
        if (view.state === 'failed' && mayPass.includes(view.reason)) thumbnails.set(stack, waiting);
      wish();
      queue.pump();
      tell();
    },
    resize(now) {
      budget = now;
      store.resize(now);
      refocus();
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

/** Every pane's shown frame, then by turns what each of them needs next. */
function orderOf(
  stacks: readonly StackEntry[],
  panes: readonly Focus[],
): { order: FrameEntry[]; shown: number } {
  const lists = panes.map(({ stack, position, travel }) => {
    const frames = stacks[stack]?.frames ?? [];
    return byPriority(frames.length, position, travel)
      .map((at) => frames[at])
      .filter((entry) => entry !== undefined);
  });
  const shown = new Set(lists.flatMap(([first]) => first?.key ?? [])).size;
  return { order: interleave(lists, ({ key }) => key), shown };
}

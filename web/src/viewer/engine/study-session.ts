/** An opened study, ready to be looked at: made as soon as the answer is here, before any interface. */
import type { DecodePool } from '../../codecs/decode-pool.ts';
import { defaultWorkers } from '../../codecs/decode-pool.ts';
import { memoryBudget, shareMemory } from '../core/byte-cache.ts';
import type { FrameSource } from '../core/frame-source.ts';
import { stackTable, type StackEntry } from '../core/frame-table.ts';
import { openBook } from '../core/signed-urls.ts';
import type { ReadVideo } from '../core/video-stream.ts';
import type { OpenedStudy } from '../open/read-answer.ts';
import { createPackSource } from '../source/pack-source.ts';
import { restUnlessOnline } from '../source/patience.ts';
import { createUrlKeeper, type RenewUrls } from '../source/url-keeper.ts';
import { createFrameEngine, type FrameEngine } from './frame-engine.ts';
import { createTableStore, type TableStore } from './table-store.ts';

export interface StudySession {
  study: OpenedStudy;
  stacks: readonly StackEntry[];
  engine: FrameEngine;
  tables: TableStore;
  readVideo: ReadVideo;
  blob: FrameSource['blob'];
  /** Where the study opens; `isChosen`: somebody wanted just that image. */
  first: { stack: number; position: number; isChosen: boolean };
  close(): void;
}

const deviceMemoryGiB = (): number | undefined =>
  'deviceMemory' in navigator && typeof navigator.deviceMemory === 'number'
    ? navigator.deviceMemory
    : undefined;

/** Of all studies that are open: a comparison takes no more than one study does. */
const memoryOfAll = memoryBudget(deviceMemoryGiB());
const memory = shareMemory(memoryOfAll);

interface SessionParts {
  pool: DecodePool;
  at?: { stack: number; position: number } | undefined;
}

/** Frames from packs. Starts to fetch at once. */
export function openSession(
  study: OpenedStudy,
  { renew, ...parts }: SessionParts & { renew: RenewUrls },
): StudySession {
  const { opened, index } = study;
  const book = openBook(opened.urls, opened.serverNowMs, Date.now());
  const world = {
    fetchBytes: (...request: Parameters<typeof fetch>) => fetch(...request),
    urls: createUrlKeeper(book, renew, Date.now),
    delay: (ms: number, signal: AbortSignal) => restUnlessOnline(ms, signal, window),
  };
  const readVideo: ReadVideo = async (document, options) => {
    // After the first image: a study may hold none.
    const { createVideoReader } = await import('../source/read-video.ts');
    return createVideoReader(world)(document, options);
  };
  return startSession(study, createPackSource(index, world), { ...parts, readVideo });
}

/** Frames from any source. The pool stays the caller's; closing the session leaves it open. */
export function startSession(
  study: OpenedStudy,
  source: FrameSource,
  parts: SessionParts & { readVideo: ReadVideo },
): StudySession {
  const { opened, index, lead } = study;
  const stacks = stackTable(index);
  const engine = createFrameEngine({
    stacks,
    source,
    decode: (frame, options) => parts.pool.decode(frame, options),
    decodeAtOnce: defaultWorkers() + 1,
    budget: memoryOfAll,
    first: opened.first && { address: [opened.first.instance, opened.first.frame], bytes: lead },
    onStackLocal: (stack) => {
      if (stack === first.stack) performance.mark('series-local');
    },
  });
  const leave = memory.join((part) => {
    engine.resize(part);
  });
  const first = startAt(stacks, study, parts.at);
  if (stacks.length > 0) engine.focus([{ ...first, travel: 0 }]);
  const { blob } = source;
  const tables = createTableStore(blob);
  const { readVideo } = parts;
  const tryAgain = () => {
    engine.retry();
    tables.retry();
  };
  window.addEventListener('online', tryAgain);
  const close = () => {
    window.removeEventListener('online', tryAgain);
    leave();
    engine.close();
  };
  return { study, stacks, engine, tables, blob, readVideo, first, close };
}

function startAt(
  stacks: readonly StackEntry[],
  { opened }: OpenedStudy,
  at: { stack: number; position: number } | undefined,
): StudySession['first'] {
  const frames = at && stacks[at.stack]?.frames.length;
  if (at !== undefined && frames !== undefined)
    return { stack: at.stack, position: Math.min(at.position, frames - 1), isChosen: true };
  const { first } = opened;
  const position = stacks[0]?.frames.findIndex(
    ({ facts }) => facts.address[0] === first?.instance && facts.address[1] === first.frame,
  );
  return { stack: 0, position: Math.max(0, position ?? 0), isChosen: false };
}

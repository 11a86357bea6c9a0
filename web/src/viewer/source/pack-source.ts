/** Frames from packs: `.frames` objects behind signed URLs, read by ranges. */
import { crc32c } from '@pacs/shared/crc32c';
import { AppError } from '@pacs/shared/errors';
import type { BlobRef, FrameRef, StudyIndex } from '@pacs/shared/manifest';
import { isSoundLead } from '../core/facts.ts';
import {
  frameKey,
  type FrameAddress,
  type FrameKey,
  type FrameNews,
  type FrameSource,
  type FrameWish,
} from '../core/frame-source.ts';
import { endsAccess } from '../core/signed-urls.ts';
import { nextRange, targetBytes, type Piece, type RangeRequest } from '../core/range-planner.ts';
import { readRange, RangeError } from './read-range.ts';
import type { UrlKeeper } from './url-keeper.ts';

/**
 * Requests at a time. The page's own thread can be busy for a third of a second while the interface starts: what is
 * under way by then keeps a line of 30 Mbit/s full. Fewer as long as leads are coming, which a stack is scrolled by.
 * With the express lane they are as many as HTTP/1.1 has connections.
 */
const lanes = 5;
const lanesBesideLeads = 3;
/** The frame on the screen need not wait for a lane. */
const expressLanes = 1;
const maxTries = 5;
const firstBackoffMs = 300;

interface World {
  fetchBytes: typeof fetch;
  urls: UrlKeeper;
  delay(ms: number, signal: AbortSignal): Promise<void>;
}

interface Wanted {
  address: FrameAddress;
  ref: FrameRef;
  lead: Uint8Array | undefined;
  rest: Uint8Array | undefined;
}

const pieceId = (piece: Pick<Piece, 'key' | 'part'>) => `${piece.key}/${piece.part}`;
const nothing = new Uint8Array(0);
const heldFromStart = (bytes: number) => (bytes === 0 ? nothing : undefined);

export function createPackSource(index: Pick<StudyIndex, 'instances'>, world: World): FrameSource {
  const closing = new AbortController();
  const listeners = new Set<(news: FrameNews) => void>();
  /** Of frames that are wished for or on their way. */
  const wanted = new Map<FrameKey, Wanted>();
  const onTheirWay = new Set<string>();
  const damagedOnce = new Set<FrameKey>();
  let order: { key: FrameKey; part: FrameWish['part'] }[] = [];
  let running = 0;
  let leadsRunning = 0;
  let gone = false;

  const tell = (news: FrameNews) => {
    for (const listener of listeners) listener(news);
  };

  const fail = (key: FrameKey, reason: 'damaged' | 'unreachable' | 'gone') => {
    const frame = wanted.get(key);
    wanted.delete(key);
    if (frame !== undefined) tell({ kind: 'failed', address: frame.address, reason });
  };

  /** What is missing of the wishes and nobody fetches yet, most wanted first. */
  const missing = (): Piece[] => {
    const pieces = new Map<string, Piece>();
    const add = (piece: Piece) => {
      const id = pieceId(piece);
      if (!onTheirWay.has(id) && !pieces.has(id)) pieces.set(id, piece);
    };
    for (const { key, part } of order) {
      const frame = wanted.get(key);
      if (frame === undefined) continue;
      const { pack, leadAt, leadBytes, restAt, restBytes } = frame.ref;
      if (frame.lead === undefined) add({ key, part: 'lead', pack, at: leadAt, bytes: leadBytes });
      if (part === 'full' && frame.rest === undefined)
        add({ key, part: 'rest', pack, at: restAt, bytes: restBytes });
    }
    return [...pieces.values()];
  };

  const settle = (key: FrameKey, frame: Wanted) => {
    const { lead, rest, ref } = frame;
    if (lead === undefined || rest === undefined) return;
    let bytes = lead.length === 0 ? rest : rest.length === 0 ? lead : undefined;
    if (bytes === undefined) {
      bytes = new Uint8Array(lead.length + rest.length);
      bytes.set(lead, 0);
      bytes.set(rest, lead.length);
    }
    if (bytes.length === ref.leadBytes + ref.restBytes && crc32c(bytes) === ref.crc) {
      wanted.delete(key);
      damagedOnce.delete(key);
      tell({ kind: 'full', address: frame.address, bytes });
      return;
    }
    damaged(key, frame);
  };

  /** All of it once more, then never again. */
  const damaged = (key: FrameKey, frame: Wanted) => {
    if (damagedOnce.has(key)) {
      fail(key, 'damaged');
      return;
    }
    damagedOnce.add(key);
    frame.lead = heldFromStart(frame.ref.leadBytes);
    frame.rest = heldFromStart(frame.ref.restBytes);
  };

  const arrived = (piece: Piece, bytes: Uint8Array) => {
    onTheirWay.delete(pieceId(piece));
    const frame = wanted.get(piece.key);
    if (frame === undefined) return;
    if (piece.part === 'lead' && !isSoundLead(frame.ref, bytes)) {
      damaged(piece.key, frame);
      return;
    }
    frame[piece.part] = bytes;
    if (piece.part === 'lead' && frame.rest === undefined)
      tell({ kind: 'lead', address: frame.address, bytes });
    settle(piece.key, frame);
  };

  const fetchRange = async (range: RangeRequest): Promise<void> => {
    let open = range.pieces;
    const arrivedUpTo = (buffer: Uint8Array, filled: number) => {
      const complete = open.filter((piece) => piece.at + piece.bytes - range.from <= filled);
      if (complete.length === 0) return;
      open = open.slice(complete.length);
      for (const piece of complete)
        arrived(piece, buffer.slice(piece.at - range.from, piece.at - range.from + piece.bytes));
    };
    let refusals = 0;
    for (let tries = 0; ; tries++) {
      let reason: 'unreachable' | 'gone' = 'unreachable';
      try {
        const url = await world.urls.url(range.pack);
        try {
          await readRange(world.fetchBytes, url, range, closing.signal, arrivedUpTo);
          return;
        } catch (cause) {
          if (!(cause instanceof RangeError) || cause.reason !== 'refused') throw cause;
          world.urls.refused(range.pack, url);
          refusals += 1;
          if (refusals === 1) continue;
          reason = 'gone';
        }
      } catch (cause) {
        if (closing.signal.aborted) return;
        if (endsAccess(cause)) reason = 'gone';
      }
      if (reason === 'gone') gone = true;
      if (reason === 'gone' || tries + 1 >= maxTries) {
        for (const piece of open) {
          onTheirWay.delete(pieceId(piece));
          fail(piece.key, reason);
        }
        return;
      }
      await world.delay(firstBackoffMs * 2 ** tries, closing.signal);
      if (closing.signal.aborted) return;
    }
  };

  const start = (range: RangeRequest) => {
    const leads = range.pieces.some(({ part }) => part === 'lead') ? 1 : 0;
    running += 1;
    leadsRunning += leads;
    for (const piece of range.pieces) onTheirWay.add(pieceId(piece));
    void fetchRange(range).finally(() => {
      running -= 1;
      leadsRunning -= leads;
      pump();
    });
  };

  const pump = () => {
    if (closing.signal.aborted) return;
    if (gone) {
      for (const key of [...wanted.keys()]) fail(key, 'gone');
      return;
    }
    for (;;) {
      const pieces = missing();
      const first = pieces[0];
      if (first === undefined) return;
      const urgent = first.key === order[0]?.key;
      const open = leadsRunning > 0 ? lanesBesideLeads : lanes;
      if (running >= open + (urgent ? expressLanes : 0)) return;
      const left = pieces.reduce((sum, piece) => sum + piece.bytes, 0);
      const range = nextRange(pieces, targetBytes(left));
      if (range !== undefined) start(range);
    }
  };

  return {
    wish(wishes) {
      const kept = new Map<FrameKey, Wanted>();
      order = [];
      for (const { address, part, lead } of wishes) {
        const key = frameKey(address);
        const ref = index.instances[address[0]]?.frames[address[1]];
        if (ref === undefined) continue;
        order.push({ key, part });
        const before = kept.get(key) ?? wanted.get(key);
        kept.set(key, {
          address,
          ref,
          lead: before?.lead ?? lead ?? heldFromStart(ref.leadBytes),
          rest: before?.rest ?? heldFromStart(ref.restBytes),
        });
      }
      for (const [key, frame] of wanted)
        if (!kept.has(key) && (onTheirWay.has(`${key}/lead`) || onTheirWay.has(`${key}/rest`)))
          kept.set(key, frame);
      wanted.clear();
      for (const [key, frame] of kept) wanted.set(key, frame);
      for (const [key, frame] of kept) settle(key, frame);
      pump();
    },
    blob: (ref) => readBlob(ref, world, closing.signal),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      closing.abort();
      listeners.clear();
      wanted.clear();
    },
  };
}

/** Throws where it can't be had or is damaged. */
async function readBlob(ref: BlobRef, world: World, signal: AbortSignal): Promise<Uint8Array> {
  for (let tries = 0; ; tries++) {
    let url = '';
    let bytes = nothing as Uint8Array;
    try {
      url = await world.urls.url(ref.pack);
      await readRange(
        world.fetchBytes,
        url,
        { from: ref.at, to: ref.at + ref.bytes },
        signal,
        (buffer) => (bytes = buffer),
      );
      if (crc32c(bytes) === ref.crc) return bytes;
    } catch (cause) {
      if (cause instanceof RangeError && cause.reason === 'refused') world.urls.refused(ref.pack, url);
      if (tries + 1 >= maxTries || signal.aborted || endsAccess(cause)) throw cause;
    }
    if (tries + 1 >= maxTries) throw new AppError('internal', { detail: 'blob damaged' });
    await world.delay(firstBackoffMs * 2 ** tries, signal);
  }
}

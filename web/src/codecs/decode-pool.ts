/** A pool of workers that decode frames, most urgent first; the page's own thread decodes none. */
import {
  DecodeError,
  type CodecName,
  type DecodedFrame,
  type FrameToDecode,
} from '@pacs/shared/codecs/types';
import { compileCodec } from './codec-files.ts';
import type { DecodeAnswer, DecodeRequest, WarmRequest } from './decode-messages.ts';

/** The part of Worker that the pool uses. */
export interface PoolWorker {
  onmessage: ((event: MessageEvent<DecodeAnswer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(request: DecodeRequest | WarmRequest, transfer: Transferable[]): void;
  terminate(): void;
}

export interface DecodeOptions {
  signal?: AbortSignal;
  /** Smaller is sooner; equal ones in the order they came. */
  priority?: number;
  /** CRC-32C of the frame's bytes: checked before decoding, `checksum` where it differs. */
  expectCrc?: number;
}

export interface DecodePool {
  /**
   * Throws DecodeError, or the signal's reason at once when it is aborted (a running decoder finishes, and its
   * result is dropped). The frame's bytes are copied, so a subarray is as good as an array of its own.
   */
  decode(frame: FrameToDecode, options?: DecodeOptions): Promise<DecodedFrame>;
  /**
   * Starts a worker and gets a codec ready, while the frames that will need it are on their way. It is compiled once,
   * here or by the caller, for all workers.
   */
  warm(codec: CodecName, compiled?: Promise<WebAssembly.Module>): void;
  /** Ends all workers; what is under way is rejected. */
  close(): void;
}

export interface PoolParts {
  /** At most this many workers; they start when there is work for them. */
  workers?: number;
  startWorker?: () => PoolWorker;
  /** A worker that runs already: the first to be used. */
  running?: PoolWorker | undefined;
  compile?: (codec: CodecName) => Promise<WebAssembly.Module>;
  /** Idle workers end after this time and give their memory back. */
  idleMs?: number;
  /** A decoder that takes longer is in a loop: its worker is replaced, its frame damaged. */
  maxDecodeMs?: number;
}

const maxWorkers = 8;

export function defaultWorkers(): number {
  return Math.max(1, Math.min(navigator.hardwareConcurrency || 2, maxWorkers));
}

function startDecodeWorker(): PoolWorker {
  return new Worker(new URL('./decode.worker.ts', import.meta.url), { type: 'module', name: 'decode' });
}

interface Job {
  request: DecodeRequest;
  priority: number;
  settle(result: { frame: DecodedFrame } | { failure: Error }): void;
}

interface Slot {
  worker: PoolWorker;
  ready: boolean;
  job?: Job | undefined;
  timer?: ReturnType<typeof setTimeout>;
}

export function createDecodePool({
  workers = defaultWorkers(),
  startWorker = startDecodeWorker,
  running,
  compile = compileCodec,
  idleMs = 60_000,
  maxDecodeMs = 60_000,
}: PoolParts = {}): DecodePool {
  const slots = new Set<Slot>();
  const queue: Job[] = [];
  const warmed = new Map<CodecName, Promise<WebAssembly.Module | undefined>>();
  let unused = running;
  let closed = false;

  function pump(): void {
    while (queue.length > 0) {
      const slot = [...slots].find(({ job }) => !job) ?? (slots.size < workers ? start() : undefined);
      if (!slot) return;
      const job = queue.shift();
      if (job) run(slot, job);
    }
  }

  function start(): Slot {
    const slot: Slot = { worker: unused ?? startWorker(), ready: false };
    unused = undefined;
    slot.worker.onmessage = ({ data }) => {
      slot.ready = true;
      if (data.kind !== 'ready')
        finish(slot, data.kind === 'decoded' ? data : { failure: new DecodeError(data.reason) });
    };
    slot.worker.onerror = () => {
      replace(slot, new DecodeError(slot.ready ? 'damaged' : 'codec-unavailable'));
    };
    slots.add(slot);
    for (const codec of warmed.keys()) prepare(slot, codec);
    return slot;
  }

  function prepare(slot: Slot, codec: CodecName): void {
    slot.worker.postMessage({ warm: codec, module: 'coming' }, []);
    void warmed.get(codec)?.then((module) => {
      if (slots.has(slot)) slot.worker.postMessage({ warm: codec, module }, []);
    });
  }

  function run(slot: Slot, job: Job): void {
    clearTimeout(slot.timer);
    slot.job = job;
    slot.timer = setTimeout(() => {
      replace(slot, new DecodeError('damaged'));
    }, maxDecodeMs);
    slot.worker.postMessage(job.request, [job.request.frame.bytes.buffer as ArrayBuffer]);
  }

  function finish(slot: Slot, result: { frame: DecodedFrame } | { failure: Error }): void {
    clearTimeout(slot.timer);
    const { job } = slot;
    slot.job = undefined;
    slot.timer = setTimeout(() => {
      end(slot);
    }, idleMs);
    job?.settle(result);
    // Warmed: more frames are on their way. Not before the first is decoded, which must not wait for a processor.
    while (warmed.size > 0 && !closed && slots.size < workers) start();
    pump();
  }

  /** The worker crashed or hangs: its job fails, the next one gets a new worker. */
  function replace(slot: Slot, failure: DecodeError): void {
    end(slot);
    slot.job?.settle({ failure });
    pump();
  }

  function end(slot: Slot): void {
    clearTimeout(slot.timer);
    slots.delete(slot);
    slot.worker.onmessage = null;
    slot.worker.onerror = null;
    slot.worker.terminate();
  }

  function enqueue(job: Job): void {
    const behind = queue.findIndex(({ priority }) => priority > job.priority);
    queue.splice(behind < 0 ? queue.length : behind, 0, job);
  }

  return {
    decode(frame, { signal, priority = 0, expectCrc } = {}) {
      return new Promise((resolve, reject) => {
        if (closed) throw new DOMException('pool closed', 'AbortError');
        signal?.throwIfAborted();
        const abort = () => {
          const waiting = queue.indexOf(job);
          if (waiting >= 0) queue.splice(waiting, 1);
          reject(signal?.reason instanceof Error ? signal.reason : new DOMException('aborted', 'AbortError'));
        };
        const job: Job = {
          request: { frame: { ...frame, bytes: frame.bytes.slice() }, expectCrc },
          priority,
          settle(result) {
            signal?.removeEventListener('abort', abort);
            if ('frame' in result) resolve(result.frame);
            else reject(result.failure);
          },
        };
        signal?.addEventListener('abort', abort, { once: true });
        enqueue(job);
        pump();
      });
    },
    warm(codec, compiled) {
      if (closed || warmed.has(codec)) return;
      warmed.set(
        codec,
        (compiled ?? compile(codec)).catch(() => undefined),
      );
      if (slots.size === 0) start();
      else for (const slot of slots) prepare(slot, codec);
    },
    close() {
      closed = true;
      unused?.terminate();
      const failure = new DOMException('pool closed', 'AbortError');
      const unfinished = [...slots].flatMap(({ job }) => job ?? []).concat(queue.splice(0));
      for (const slot of slots) end(slot);
      for (const job of unfinished) job.settle({ failure });
    },
  };
}

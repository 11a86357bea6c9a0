/** A pool of workers that decode frames, most urgent first; the page's own thread decodes none. */
import {
  DecodeError,
  type CodecName,
  type DecodedFrame,
  type FrameToDecode,
} from '@pacs/shared/codecs/types';
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
  /** Starts all workers and has them fetch a codec, while the frames that will need it are on their way. */
  warm(codec: CodecName): void;
  /** Ends all workers; what is under way is rejected. */
  close(): void;
}

export interface PoolParts {
  /** At most this many workers; they start when there is work for them. */
  workers?: number;
  startWorker?: () => PoolWorker;
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
  idleMs = 60_000,
  maxDecodeMs = 60_000,
}: PoolParts = {}): DecodePool {
  const slots = new Set<Slot>();
  const queue: Job[] = [];
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
    const slot: Slot = { worker: startWorker(), ready: false };
    slot.worker.onmessage = ({ data }) => {
      if (data.kind === 'ready') slot.ready = true;
      else finish(slot, data.kind === 'decoded' ? data : { failure: new DecodeError(data.reason) });
    };
    slot.worker.onerror = () => {
      replace(slot, new DecodeError(slot.ready ? 'damaged' : 'codec-unavailable'));
    };
    slots.add(slot);
    return slot;
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
    warm(codec) {
      while (!closed && slots.size < workers) start();
      for (const { worker } of slots) worker.postMessage({ warm: codec }, []);
    },
    close() {
      closed = true;
      const failure = new DOMException('pool closed', 'AbortError');
      const unfinished = [...slots].flatMap(({ job }) => job ?? []).concat(queue.splice(0));
      for (const slot of slots) end(slot);
      for (const job of unfinished) job.settle({ failure });
    },
  };
}

/**
 * Decodes a codestream that anybody may have made. Codecs trust what they decode: a few bytes can keep one busy for
 * hours or make it fill memory, and WebAssembly cannot be interrupted from within. So it runs on a thread of its
 * own, which ends with the frame, or when it takes too long or too much.
 */
import { Worker } from 'node:worker_threads';
import { type DecodedFrame, DecodeError, type FrameToDecode } from '@pacs/shared/codecs/types';
import type { DecodeAnswer } from './decode.worker.ts';

export interface DecodeBounds {
  maxMs: number;
  /** How much the process may grow by while it decodes: WebAssembly's memory counts for no limit of Node. */
  maxGrowthBytes: number;
}

const watchMs = 20;
/** The thread's own JavaScript: code and frames outside of WebAssembly. */
const maxHeapMiB = 128;

/** Built, this file and the thread's lie beside each other as JavaScript. */
const threadFile = new URL(
  import.meta.url.endsWith('.ts') ? './decode.worker.ts' : './decode.worker.js',
  import.meta.url,
);

/** Throws DecodeError and nothing else; `damaged` where the thread had to be ended. */
export async function decodeGuarded(frame: FrameToDecode, bounds: DecodeBounds): Promise<DecodedFrame> {
  const before = process.memoryUsage.rss();
  const deadlineMs = performance.now() + bounds.maxMs;
  // Handed over, not copied again; a view would carry the whole buffer beneath it over.
  const bytes = new Uint8Array(frame.bytes);
  const thread = new Worker(threadFile, {
    workerData: { ...frame, bytes },
    transferList: [bytes.buffer],
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMiB },
  });
  let watch: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<DecodeAnswer>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', reject);
      thread.once('exit', () => {
        reject(new Error('the thread ended'));
      });
      watch = setInterval(() => {
        const growth = process.memoryUsage.rss() - before;
        if (performance.now() > deadlineMs) reject(new Error('too slow'));
        else if (growth > bounds.maxGrowthBytes) reject(new Error('too large'));
      }, watchMs);
    });
    if (answer.status === 'decoded') return answer.frame;
    throw new DecodeError(answer.reason);
  } catch (cause) {
    throw cause instanceof DecodeError ? cause : new DecodeError('damaged', { cause });
  } finally {
    clearInterval(watch);
    await thread.terminate();
  }
}

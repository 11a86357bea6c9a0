import type { DecodedFrame, FrameToDecode } from '@pacs/shared/codecs/types';
import { describe, expect, it, vi } from 'vitest';
import type { DecodeAnswer, DecodeRequest, WarmRequest } from '../../web/src/codecs/decode-messages.ts';
import { createDecodePool, type PoolParts, type PoolWorker } from '../../web/src/codecs/decode-pool.ts';
import { format } from './support/formats.ts';
import { eventually } from '../support/eventually.ts';

/** A worker that answers when the test says so. */
class FakeWorker implements PoolWorker {
  onmessage: ((event: MessageEvent<DecodeAnswer>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  readonly requests: DecodeRequest[] = [];
  readonly warmed: [string, WarmRequest['module']][] = [];
  terminated = false;

  postMessage(request: DecodeRequest | WarmRequest, transfer: Transferable[]): void {
    if ('warm' in request) this.warmed.push([request.warm, request.module]);
    else this.requests.push(structuredClone(request, { transfer }));
  }

  terminate(): void {
    this.terminated = true;
  }

  say(answer: DecodeAnswer): void {
    this.onmessage?.({ data: answer } as MessageEvent<DecodeAnswer>);
  }

  crash(): void {
    this.onerror?.({} as ErrorEvent);
  }

  get last(): number {
    return this.requests.at(-1)!.frame.bytes[0]!;
  }
}

const pixels = format({ rows: 1, columns: 1, bitsAllocated: 8 });
const frame = (name: number): FrameToDecode => ({
  bytes: Uint8Array.of(99, name, 99).subarray(1, 2),
  coding: 'as-is',
  transferSyntaxUID: '1.2.840.10008.1.2.1',
  format: pixels,
});
const decoded: DecodedFrame = {
  samples: Uint8Array.of(1),
  rows: 1,
  columns: 1,
  samplesPerPixel: 1,
  photometricInterpretation: 'MONOCHROME2',
};
const answer: DecodeAnswer = { kind: 'decoded', frame: decoded };

function setUp(workers: number, parts: Omit<PoolParts, 'workers' | 'startWorker'> = {}) {
  const started: FakeWorker[] = [];
  const pool = createDecodePool({
    workers,
    ...parts,
    startWorker: () => {
      const worker = new FakeWorker();
      started.push(worker);
      return worker;
    },
  });
  return { pool, started };
}

describe('the decode pool', () => {
  it('starts workers when there is work, up to its number, and copies the bytes it sends', async () => {
    const { pool, started } = setUp(2);
    expect(started).toHaveLength(0);
    const source = frame(1);
    const all = [pool.decode(source, { expectCrc: 5 }), pool.decode(frame(2)), pool.decode(frame(3))];
    expect(started.map(({ last }) => last)).toEqual([1, 2]);
    expect(started[0]!.requests[0]).toMatchObject({ expectCrc: 5, frame: { bytes: Uint8Array.of(1) } });
    expect(source.bytes).toEqual(Uint8Array.of(1));
    started[1]!.say(answer);
    expect(started[1]!.last).toBe(3);
    for (const worker of started) worker.say(answer);
    expect(await Promise.all(all)).toEqual([decoded, decoded, decoded]);
    pool.close();
  });

  it('takes the smallest priority first, equal ones in the order they came', async () => {
    const { pool, started } = setUp(1);
    const all = [pool.decode(frame(1)), pool.decode(frame(2), { priority: 5 })];
    all.push(pool.decode(frame(3), { priority: 1 }), pool.decode(frame(4), { priority: 5 }));
    const [worker] = started;
    for (const expected of [1, 3, 2, 4]) {
      expect(worker!.last).toBe(expected);
      worker!.say(answer);
    }
    await Promise.all(all);
    pool.close();
  });

  it('forgets aborted frames: waiting ones are never sent, running ones rejected at once', async () => {
    const { pool, started } = setUp(1);
    const [running, waiting] = [new AbortController(), new AbortController()];
    const first = pool.decode(frame(1), { signal: running.signal });
    const second = pool.decode(frame(2), { signal: waiting.signal });
    const third = pool.decode(frame(3));
    waiting.abort();
    running.abort();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    started[0]!.say(answer);
    expect(started[0]!.last).toBe(3);
    started[0]!.say(answer);
    expect(await third).toEqual(decoded);
    await expect(pool.decode(frame(4), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
    pool.close();
  });

  it('passes on why a frame failed and goes on', async () => {
    const { pool, started } = setUp(1);
    const failing = pool.decode(frame(1));
    started[0]!.say({ kind: 'failed', reason: 'checksum' });
    await expect(failing).rejects.toMatchObject({ name: 'DecodeError', reason: 'checksum' });
    const next = pool.decode(frame(2));
    started[0]!.say(answer);
    expect(await next).toEqual(decoded);
    pool.close();
  });

  it('replaces a crashed worker; its frame is damaged, or its code was not there', async () => {
    const { pool, started } = setUp(1);
    const crashing = pool.decode(frame(1));
    const next = pool.decode(frame(2));
    started[0]!.say({ kind: 'ready' });
    started[0]!.crash();
    await expect(crashing).rejects.toMatchObject({ reason: 'damaged' });
    expect(started[0]!.terminated).toBe(true);
    started[1]!.crash();
    await expect(next).rejects.toMatchObject({ reason: 'codec-unavailable' });
    pool.close();
  });

  it('replaces a worker whose decoder does not come back', async () => {
    vi.useFakeTimers();
    try {
      const { pool, started } = setUp(1, { maxDecodeMs: 1000 });
      const hanging = pool.decode(frame(1));
      const refused = expect(hanging).rejects.toMatchObject({ reason: 'damaged' });
      vi.advanceTimersByTime(1000);
      await refused;
      expect(started[0]!.terminated).toBe(true);
      pool.close();
    } finally {
      vi.useRealTimers();
    }
  });

  it('ends workers that have been idle, and starts new ones for new work', async () => {
    vi.useFakeTimers();
    try {
      const { pool, started } = setUp(1, { idleMs: 500 });
      const first = pool.decode(frame(1));
      started[0]!.say(answer);
      await first;
      vi.advanceTimersByTime(499);
      expect(started[0]!.terminated).toBe(false);
      vi.advanceTimersByTime(1);
      expect(started[0]!.terminated).toBe(true);
      const second = pool.decode(frame(2));
      started[1]!.say(answer);
      expect(await second).toEqual(decoded);
      pool.close();
    } finally {
      vi.useRealTimers();
    }
  });

  it('when warmed starts one worker and hands the compiled codec to every worker that follows', async () => {
    const module = {} as WebAssembly.Module;
    const compile = vi.fn(() => Promise.resolve(module));
    const { pool, started } = setUp(2, { compile });
    pool.warm('openjph');
    pool.warm('openjph');
    expect(started).toHaveLength(1);
    const first = pool.decode(frame(1));
    expect(started).toHaveLength(1);
    started[0]!.say(answer);
    await first;
    expect(started).toHaveLength(2);
    const all = [pool.decode(frame(1)), pool.decode(frame(2)), pool.decode(frame(3))];
    await eventually(() => {
      const told = [
        ['openjph', 'coming'],
        ['openjph', module],
      ];
      expect(started.map(({ warmed }) => warmed)).toEqual([told, told]);
    });
    expect(compile).toHaveBeenCalledTimes(1);
    for (const worker of started) worker.say(answer);
    started[0]!.say(answer);
    await Promise.all(all);
  });

  it('tells workers when the codec could not be compiled, so that they fetch it themselves', async () => {
    const { pool, started } = setUp(1);
    pool.warm('openjph', Promise.reject(new Error('offline')));
    await eventually(() => {
      expect(started[0]!.warmed).toEqual([
        ['openjph', 'coming'],
        ['openjph', undefined],
      ]);
    });
  });

  it('uses a worker that runs already before it starts one, and ends it when closed', () => {
    const running = new FakeWorker();
    const { pool, started } = setUp(2, { running });
    const all = [pool.decode(frame(1)), pool.decode(frame(2))];
    expect(running.last).toBe(1);
    expect(started.map(({ last }) => last)).toEqual([2]);
    pool.close();
    for (const one of all) one.catch(() => undefined);
    expect(running.terminated).toBe(true);

    const unused = new FakeWorker();
    setUp(1, { running: unused }).pool.close();
    expect(unused.terminated).toBe(true);
  });

  it('when closed ends all workers and rejects what is under way', async () => {
    const { pool, started } = setUp(1);
    const all = [pool.decode(frame(1)), pool.decode(frame(2))];
    pool.close();
    for (const one of all) await expect(one).rejects.toMatchObject({ name: 'AbortError' });
    expect(started[0]!.terminated).toBe(true);
    await expect(pool.decode(frame(3))).rejects.toMatchObject({ name: 'AbortError' });
  });
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openBook } from '../../web/src/viewer/core/signed-urls.ts';
import { restUnlessOnline, silenceMs } from '../../web/src/viewer/source/patience.ts';
import { readRange } from '../../web/src/viewer/source/read-range.ts';
import { createUrlKeeper } from '../../web/src/viewer/source/url-keeper.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A line on which bytes come when the test says so; aborted as fetch is. */
function createLine() {
  let line: ReadableStreamDefaultController<Uint8Array> | undefined;
  let answer: ((response: Response) => void) | undefined;
  const isAborted = vi.fn();
  const fetchBytes: typeof fetch = (_url, init) =>
    new Promise((resolve, reject) => {
      answer = resolve;
      init?.signal?.addEventListener('abort', () => {
        isAborted();
        const cause = new DOMException('aborted', 'AbortError');
        reject(cause);
        line?.error(cause);
      });
    });
  return {
    fetchBytes,
    isAborted,
    begin() {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          line = controller;
        },
      });
      answer?.(new Response(body, { status: 206 }));
    },
    send: (bytes: number) => line?.enqueue(new Uint8Array(bytes)),
    end: () => line?.close(),
  };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const read = (line: ReturnType<typeof createLine>, bytes: number, signal = new AbortController().signal) => {
  const outcome = vi.fn<(said: string) => void>();
  readRange(line.fetchBytes, 'url', { from: 0, to: bytes }, signal, () => undefined).then(
    () => {
      outcome('whole');
    },
    (cause: unknown) => {
      outcome((cause as Error).message);
    },
  );
  return outcome;
};

test('a range that brings no byte for long is given up as unreachable', async () => {
  const line = createLine();
  const outcome = read(line, 8);
  line.begin();
  await pass(1);
  line.send(4);
  await pass(silenceMs - 2);
  expect(outcome).not.toHaveBeenCalled();
  await pass(3);
  expect(outcome).toHaveBeenCalledWith('unreachable');
});

test('so is one that is never answered at all', async () => {
  const line = createLine();
  const outcome = read(line, 8);
  await pass(silenceMs + 1);
  expect(outcome).toHaveBeenCalledWith('unreachable');
  expect(line.isAborted).toHaveBeenCalled();
});

test('a slow range may take as long as it likes while bytes come', async () => {
  const line = createLine();
  const outcome = read(line, 8);
  line.begin();
  for (let byte = 0; byte < 8; byte += 1) {
    await pass(silenceMs - 1000);
    line.send(1);
  }
  await pass(silenceMs - 1000);
  line.end();
  await pass(1);
  expect(outcome).toHaveBeenCalledWith('whole');
  expect(vi.getTimerCount()).toBe(0);
});

test('whoever asked can still end it', async () => {
  const line = createLine();
  const asking = new AbortController();
  const outcome = read(line, 8, asking.signal);
  asking.abort();
  await pass(1);
  expect(outcome).toHaveBeenCalledWith('unreachable');
});

test('a renewal that is never answered ends, and the next one is asked for', async () => {
  const renew = vi
    .fn<() => Promise<{ frames: Record<string, string>; expireAtMs: number }>>()
    .mockReturnValueOnce(new Promise(() => undefined))
    .mockResolvedValueOnce({ frames: { 0: 'new' }, expireAtMs: 1e9 });
  const keeper = createUrlKeeper(openBook({ frames: {}, expireAtMs: 0 }, 0, 0), renew, () => 0);
  const failed = expect(keeper.url(0)).rejects.toMatchObject({ code: 'unavailable' });
  await pass(silenceMs + 1);
  await failed;
  await expect(keeper.url(0)).resolves.toBe('new');
});

test('a rest ends with its time, when the connection is back, or when nobody waits any more', async () => {
  const window = new EventTarget();
  const leaving = new AbortController();
  const over = vi.fn<(ms: number) => void>();
  const rest = (ms: number, signal = new AbortController().signal) => {
    void restUnlessOnline(ms, signal, window).then(() => {
      over(ms);
    });
  };
  rest(100);
  rest(5000);
  rest(7000, leaving.signal);
  await pass(101);
  expect(over.mock.calls).toEqual([[100]]);
  leaving.abort();
  await pass(0);
  window.dispatchEvent(new Event('online'));
  await pass(0);
  expect(over.mock.calls).toEqual([[100], [7000], [5000]]);
  expect(vi.getTimerCount()).toBe(0);
});

import { expect, it } from 'vitest';
import { createTaskQueue } from '../../web/src/upload/core/task-queue.ts';
import type { ScannedInstance } from '../../web/src/intake/core/scanned.ts';
import { sharedWriter } from '../../web/src/upload/scan-workers.ts';
import { engineSet, only } from './fakes/engine-set.ts';
import { hereWork } from './fakes/here-work.ts';
import { facts, offer } from './fakes/instances.ts';
import { manualClock } from './fakes/manual-clock.ts';
import { fakeServer } from './fakes/server.ts';
import { eventually } from '../support/eventually.ts';

const roundTripMs = 40;
/** What a function or the start of a session takes to answer, beside the line. */
const answerMs = 80;
const lineBytesPerSecond = 2_500_000;
const fileBytes = 525_000;
const files = 500;
/** The line sends pieces of all objects by turns. */
const pieceBytes = 128 * 1024;
/** Stands for so many: nothing of this size is made. */
const scale = 1000;

function slice(i: number): ScannedInstance {
  const source = new Blob();
  const place = { source, at: 0, storedBytes: fileBytes, bytes: fileBytes, packing: 'stored' as const };
  return {
    file: { label: String(i), place, nesting: 0 },
    facts: facts({ sopInstanceUID: `1.${String(i)}`, native: true }),
    digest: Promise.resolve({ status: 'ok', sha256: String(i).padStart(43, '0'), crc32: i }),
  };
}

interface Speeds {
  workBytesPerSecond: number;
  ratio: number;
}

/** `firstMs`: from the first call to the first byte that leaves. `share`: of the time from then to the last, that the line was busy. */
async function sendAll(
  coding: 'always' | 'never',
  { workBytesPerSecond, ratio }: Speeds,
  isPrepared = false,
) {
  const clock = manualClock();
  const server = fakeServer();
  const line = createTaskQueue(1);
  const { signal: never } = new AbortController();
  const wait = (ms: number) => clock.wait(ms);
  const busy = { begunMs: 0, firstMs: 0, lastMs: 0, ms: 0 };
  const begin = server.tickets.begin.bind(server.tickets);
  const addBundles = server.tickets.addBundles.bind(server.tickets);
  server.tickets.begin = async (request) => {
    busy.begunMs = clock.nowMs();
    await wait(roundTripMs + answerMs);
    return begin(request);
  };
  server.tickets.addBundles = async (request) => {
    await wait(roundTripMs + answerMs);
    return addBundles(request);
  };
  server.transport.start = async ({ name }) => {
    await wait(roundTripMs + answerMs);
    return name;
  };
  server.transport.send = async (_session, { bytes }, onSent) => {
    for (let sent = 0; sent < bytes.size * scale; sent += pieceBytes) {
      const piece = Math.min(pieceBytes, bytes.size * scale - sent);
      const ms = (piece * 1000) / lineBytesPerSecond;
      await line.run(async () => {
        if (busy.firstMs === 0) busy.firstMs = clock.nowMs();
        await wait(ms);
        busy.ms += ms;
        busy.lastMs = clock.nowMs();
      }, never);
      onSent((sent + piece) / scale);
    }
    await wait(roundTripMs + answerMs);
  };
  const worker = {
    ...hereWork(),
    writeBundle: async (asked: { bytes: number }[]) => {
      const bytes = asked.reduce((sum, file) => sum + file.bytes, 0);
      await wait((bytes * 1000) / workBytesPerSecond);
      return { bundle: new Blob([new Uint8Array(bytes / ratio / scale)]), lost: [] };
    },
  };
  const { engine } = engineSet({ server, clock, coding, writer: sharedWriter([worker, worker]) });
  const slices = Array.from({ length: files }, (_, i) => slice(i));
  if (isPrepared) {
    engine.prepare(slices);
    for (let seconds = 0; seconds < 5; seconds += 1) await clock.advance(1000);
  }
  engine.add(offer(slices));
  await eventually(async () => {
    await clock.advance(1000);
    expect(only(engine).step).toBe('receiving');
  });
  const bundles = server.calls.filter((call) => call === 'addBundles').length;
  const firstMs = busy.firstMs - busy.begunMs;
  return { firstMs, share: busy.ms / (busy.lastMs - busy.firstMs), requests: 2 + 3 * bundles };
}

const coding = { workBytesPerSecond: 30_000_000, ratio: 4.8 };
const deflating = { workBytesPerSecond: 8_000_000, ratio: 3.8 };

it('from its first byte to its last a CT fills the line, coded or deflated, with a request for every ten images', async () => {
  const coded = await sendAll('always', coding);
  const deflated = await sendAll('never', deflating);
  expect(coded.share).toBeGreaterThan(0.99);
  expect(deflated.share).toBeGreaterThan(0.99);
  expect(coded.requests / files).toBeLessThan(0.1);
  expect(deflated.requests / files).toBeLessThan(0.1);
});

it('its first byte waits for calls alone where the list was read, else for what is packed meanwhile', async () => {
  const callMs = roundTripMs + answerMs;
  const firstMs = async (how: 'always' | 'never', speeds: Speeds, isPrepared: boolean) =>
    (await sendAll(how, speeds, isPrepared)).firstMs;
  expect(await firstMs('always', coding, true)).toBe(2 * callMs);
  expect(await firstMs('never', deflating, true)).toBe(2 * callMs);
  // 19 files of at most 10 MiB, and 11 of 6 MiB.
  expect(await firstMs('always', coding, false)).toBeCloseTo(2 * callMs + 332.5, 0);
  expect(await firstMs('never', deflating, false)).toBeCloseTo(2 * callMs + 722, 0);
});

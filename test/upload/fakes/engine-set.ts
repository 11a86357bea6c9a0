/** An upload engine on fakes, with time in hand. */
import JSZip from 'jszip';
import { expect, vi } from 'vitest';
import { createKeptUploads } from '../../../web/src/upload/core/kept-uploads.ts';
import type { BundleWriter } from '../../../web/src/upload/core/ports.ts';
import { createUploadEngine } from '../../../web/src/upload/core/upload-engine.ts';
import type { UploadEngine } from '../../../web/src/upload/core/upload-engine.ts';
import type { UploadState } from '../../../web/src/upload/core/upload-state.ts';
import { writeBundle } from '../../../web/src/upload/core/write-bundle.ts';
import { fakeLine } from './line.ts';
import { manualClock } from './manual-clock.ts';
import type { ManualClock } from './manual-clock.ts';
import { memoryLocks, memorySessions } from './memory-sessions.ts';
import { fakeServer } from './server.ts';

export interface EngineSetOptions {
  server?: ReturnType<typeof fakeServer>;
  sessions?: ReturnType<typeof memorySessions>;
  locks?: ReturnType<typeof memoryLocks>;
  coding?: 'automatic' | 'always' | 'never';
  clock?: ManualClock;
  /** Without a codec, unless told. */
  writer?: BundleWriter;
}

const withoutCodec: BundleWriter = {
  writeBundle: (files) => writeBundle(files, () => Promise.resolve(undefined)),
};

/** One page: pages with the same `sessions` and `locks` are of one browser. */
export function engineSet(options: EngineSetOptions = {}) {
  const server = options.server ?? fakeServer();
  const sessions = options.sessions ?? memorySessions();
  const locks = (options.locks ?? memoryLocks()).page();
  const clock = options.clock ?? manualClock();
  const line = fakeLine();
  const kept = createKeptUploads({ ownerUid: 'me', sessions, locks, clock });
  const engine = createUploadEngine({
    ownerUid: 'me',
    clock,
    line,
    kept,
    transport: server.transport,
    tickets: server.tickets,
    documents: server.documents,
    writer: options.writer ?? withoutCodec,
    coding: () => options.coding ?? 'never',
  });
  return { server, sessions, locks, kept, clock, line, engine };
}

export function only(engine: UploadEngine): UploadState {
  const [upload] = engine.store.getState().uploads;
  if (upload === undefined) throw new Error('no upload');
  return upload;
}

/** Moves time on until the upload is in this step. */
export async function until(
  engine: UploadEngine,
  clock: ManualClock,
  step: UploadState['step'],
): Promise<UploadState> {
  await vi.waitFor(
    async () => {
      await clock.advance(100);
      expect(only(engine).step).toBe(step);
    },
    { interval: 0, timeout: 20_000 },
  );
  return only(engine);
}

export async function entriesOf(object: Uint8Array<ArrayBuffer> | undefined): Promise<Uint8Array[]> {
  const zip = await JSZip.loadAsync(object ?? new Uint8Array());
  return Promise.all(
    Object.values(zip.files)
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((file) => file.async('uint8array')),
  );
}

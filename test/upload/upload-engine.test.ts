import JSZip from 'jszip';
import { AppError } from '@pacs/shared/errors';
import { describe, expect, it, vi } from 'vitest';
import { TransportError } from '../../web/src/upload/core/ports.ts';
import { createUploadEngine } from '../../web/src/upload/core/upload-engine.ts';
import type { UploadEngine } from '../../web/src/upload/core/upload-engine.ts';
import type { UploadState } from '../../web/src/upload/core/upload-state.ts';
import { writeBundle } from '../../web/src/upload/core/write-bundle.ts';
import { instance, noise, offer } from './fakes/instances.ts';
import { manualClock } from './fakes/manual-clock.ts';
import type { ManualClock } from './fakes/manual-clock.ts';
import { memorySessions } from './fakes/memory-sessions.ts';
import { fakeServer } from './fakes/server.ts';

function set(
  options: { server?: ReturnType<typeof fakeServer>; sessions?: ReturnType<typeof memorySessions> } = {},
) {
  const server = options.server ?? fakeServer();
  const sessions = options.sessions ?? memorySessions();
  const clock = manualClock();
  const engine = createUploadEngine({
    ownerUid: 'me',
    clock,
    sessions,
    transport: server.transport,
    tickets: server.tickets,
    documents: server.documents,
    writer: { writeBundle: (files) => writeBundle(files, () => Promise.resolve(undefined)) },
    coding: () => 'never',
  });
  return { server, sessions, clock, engine };
}

function only(engine: UploadEngine): UploadState {
  const [upload] = engine.store.getState().uploads;
  if (upload === undefined) throw new Error('no upload');
  return upload;
}

/** Moves time on until the upload is in this step. */
async function until(
  engine: UploadEngine,
  clock: ManualClock,
  step: UploadState['step'],
): Promise<UploadState> {
  await vi.waitFor(
    async () => {
      await clock.advance(100);
      expect(only(engine).step).toBe(step);
    },
    { interval: 0, timeout: 5000 },
  );
  return only(engine);
}

async function entriesOf(object: Uint8Array<ArrayBuffer> | undefined): Promise<Uint8Array[]> {
  const zip = await JSZip.loadAsync(object ?? new Uint8Array());
  return Promise.all(
    Object.values(zip.files)
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((file) => file.async('uint8array')),
  );
}

describe('many small studies', () => {
  it('are on their way eight at a time, where three large ones would be', async () => {
    for (const [bytes, expected] of [
      [1000, 8],
      [3_000_000, 3],
    ] as const) {
      const { server, clock, engine } = set();
      let now = 0;
      let most = 0;
      const { transport } = server;
      const start = transport.start.bind(transport);
      transport.start = async (object, signal) => {
        most = Math.max(most, (now += 1));
        await clock.wait(1000);
        now -= 1;
        return start(object, signal);
      };
      for (let i = 0; i < 12; i += 1)
        engine.add(offer([instance(noise(bytes, i), String(i))], { key: `study-${String(i)}` }));
      await vi.waitFor(async () => {
        await clock.advance(100);
        expect(most).toBe(expected);
      });
      await clock.advance(500);
      expect(most).toBe(expected);
    }
  });
});

describe('an upload', () => {
  it('sends every file byte for byte, finishes, and ends when ingest has read it', async () => {
    const { server, sessions, clock, engine } = set();
    const contents = [noise(3000, 1), noise(5000, 2)];
    engine.add(offer(contents.map((bytes, i) => instance(bytes, String(i)))));
    await until(engine, clock, 'receiving');
    expect(server.calls).toEqual(['begin', 'addBundles', 'start b0', 'send b0 0+8198 last', 'finish']);
    expect(await entriesOf(server.objects.get('b0'))).toEqual(contents);
    expect(only(engine).bytes).toEqual({ done: 8000, total: 8000 });
    server.ingest('b0');
    const done = await until(engine, clock, 'done');
    expect(done.studyId).toBe('study-id');
    expect(sessions.kept.size).toBe(0);
  });

  it('keeps the files of an upload at hand for as long as it is on the list', async () => {
    const { engine } = set();
    const files = [instance(noise(10, 1), 'a'), instance(noise(10, 2), 'b')];
    engine.add(offer(files));
    const { key } = only(engine);
    expect(engine.instancesOf(key)).toEqual(files);
    await engine.cancel(key);
    engine.dismiss(key);
    expect(engine.instancesOf(key)).toEqual([]);
  });

  it('sends nothing where everything is stored already, and says so', async () => {
    const { server, clock, engine } = set();
    server.alreadyStored = [0, 1];
    engine.add(offer([instance(noise(10, 1), 'a'), instance(noise(10, 2), 'b')]));
    const done = await until(engine, clock, 'done');
    expect(done.storedAlready).toBe(2);
    expect(server.calls).toEqual(['begin', 'finish']);
  });

  it('sends a file that came twice once', async () => {
    const { server, clock, engine } = set();
    const bytes = noise(100, 1);
    engine.add(
      offer([
        instance(bytes, 'a', { sopInstanceUID: '1' }),
        instance(bytes, 'copy of a', { sopInstanceUID: '1' }),
      ]),
    );
    const state = await until(engine, clock, 'receiving');
    expect(state.repeated).toBe(1);
    expect(await entriesOf(server.objects.get('b0'))).toEqual([bytes]);
  });

  it('names an unreadable file and sends the others', async () => {
    const { server, clock, engine } = set();
    const bad = {
      ...instance(noise(10, 1), 'CD/bad'),
      digest: Promise.resolve({ status: 'failed', reason: 'unreadable' } as const),
    };
    const good = noise(10, 2);
    engine.add(offer([bad, instance(good, 'CD/good')]));
    const state = await until(engine, clock, 'receiving');
    expect(state.problems).toEqual([{ label: 'CD/bad', reason: 'unreadable' }]);
    expect(await entriesOf(server.objects.get('b0'))).toEqual([good]);
  });

  it('gives an entry that ingest rejected its local name back', async () => {
    const { server, clock, engine } = set();
    engine.add(offer([instance(noise(10, 1), 'one.dcm'), instance(noise(10, 2), 'two.dcm')]));
    await until(engine, clock, 'receiving');
    server.ingest('b0', [{ entry: 1, outcome: 'rejected', reason: 'truncated' }]);
    const state = await until(engine, clock, 'done');
    expect(state.problems).toEqual([{ label: 'two.dcm', reason: 'truncated' }]);
  });

  it('fails with the server’s reason where no ticket is given, and goes on after a retry', async () => {
    const { server, clock, engine } = set();
    server.beginFaults.push(new AppError('quota-exceeded'));
    engine.add(offer([instance(noise(10, 1), 'a')]));
    expect((await until(engine, clock, 'failed')).failure).toBe('quota-exceeded');
    engine.resume('study-1');
    await until(engine, clock, 'receiving');
    expect(server.objects.size).toBe(1);
  });

  it('waits and asks again where the server is busy', async () => {
    const { server, clock, engine } = set();
    server.beginFaults.push(new AppError('unavailable'), new AppError('unavailable'));
    engine.add(offer([instance(noise(10, 1), 'a')]));
    await vi.waitFor(async () => {
      await clock.advance(100);
      expect(only(engine).waitingForLine).toBe(true);
    });
    const state = await until(engine, clock, 'receiving');
    expect(state.waitingForLine).toBe(false);
    expect(server.calls.filter((call) => call === 'begin')).toHaveLength(3);
  });
});

describe('a poor line', () => {
  it('goes on at the server’s offset after a cut', async () => {
    const { server, clock, engine } = set();
    const bytes = noise(1000, 1);
    server.sendFaults.push(() => 400);
    engine.add(offer([instance(bytes, 'a')]));
    await until(engine, clock, 'receiving');
    expect(server.calls).toEqual([
      'begin',
      'addBundles',
      'start b0',
      'send b0 0+1110 last',
      'query b0',
      'send b0 400+710 last',
      'finish',
    ]);
    expect(await entriesOf(server.objects.get('b0'))).toEqual([bytes]);
  });

  it('settles a lost answer by asking, and sends nothing twice', async () => {
    const { server, clock, engine } = set();
    server.loseNextAnswer = true;
    engine.add(offer([instance(noise(1000, 1), 'a')]));
    await until(engine, clock, 'receiving');
    expect(server.calls.filter((call) => call.startsWith('send'))).toHaveLength(1);
    expect(server.calls).toContain('query b0');
  });

  it('keeps the stored bytes through pause and resume', async () => {
    const { server, clock, engine } = set();
    const bytes = noise(1000, 1);
    server.sendFaults.push(
      ({ signal }) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(300))),
    );
    engine.add(offer([instance(bytes, 'a')]));
    await vi.waitFor(async () => {
      await clock.advance(100);
      expect(server.calls).toContain('send b0 0+1110 last');
    });
    engine.pause('study-1');
    await until(engine, clock, 'paused');
    engine.resume('study-1');
    await until(engine, clock, 'receiving');
    expect(server.calls.slice(-3)).toEqual(['query b0', 'send b0 300+810 last', 'finish']);
    expect(await entriesOf(server.objects.get('b0'))).toEqual([bytes]);
  });

  it('stops where the server forbids it, says so, and does not hammer', async () => {
    const { server, clock, engine } = set();
    server.startFaults.push(new TransportError('forbidden'));
    engine.add(offer([instance(noise(10, 1), 'a')]));
    expect((await until(engine, clock, 'failed')).failure).toBe('forbidden');
    expect(server.calls.filter((call) => call.startsWith('start'))).toHaveLength(1);
    expect(server.calls).not.toContain('finish');
    engine.resume();
    await until(engine, clock, 'receiving');
  });
});

describe('a bundle among others', () => {
  const large = (seed: number) => instance(noise(20 * 1024 * 1024, seed), `large ${String(seed)}`);

  it('fails alone: the rest is sent, and a retry sends only what failed', async () => {
    const { server, clock, engine } = set();
    server.startFaults.push(new TransportError('forbidden'));
    engine.add(offer([large(1), large(2)]));
    await until(engine, clock, 'failed');
    expect(server.objects.size).toBe(1);
    expect(server.calls.filter((call) => call === 'addBundles')).toHaveLength(2);
    engine.resume();
    await until(engine, clock, 'receiving');
    expect(server.objects.size).toBe(2);
    expect(server.calls.filter((call) => call.startsWith('send'))).toHaveLength(2);
  });
});

describe('a file that vanishes while its bundle is on the way', () => {
  it('is named, and its bundle comes again without it', async () => {
    const { server, clock, engine } = set();
    const lost = instance(noise(100, 1), 'gone.dcm');
    const kept = noise(100, 2);
    server.sendFaults.push(() => {
      lost.file.place.source = {
        size: 100,
        slice: () => ({
          size: 100,
          arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')),
        }),
      } as unknown as Blob;
      return 0;
    });
    engine.add(offer([lost, instance(kept, 'kept.dcm')]));
    const state = await until(engine, clock, 'receiving');
    expect(state.problems).toEqual([{ label: 'gone.dcm', reason: 'lost' }]);
    expect(server.calls.at(-1)).toBe('finish b0');
    expect(await entriesOf(server.objects.get('b1'))).toEqual([kept]);
  });
});

describe('cancelling', () => {
  it('ends the session and the ticket, and keeps nothing', async () => {
    const { server, sessions, clock, engine } = set();
    server.sendFaults.push(
      ({ signal }) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(0))),
    );
    engine.add(offer([instance(noise(1000, 1), 'a')]));
    await vi.waitFor(async () => {
      await clock.advance(100);
      expect(server.calls).toContain('send b0 0+1110 last');
    });
    await engine.cancel('study-1');
    await until(engine, clock, 'cancelled');
    expect(server.calls.slice(-2)).toEqual(['cancel-session b0', 'cancel']);
    expect(sessions.kept.size).toBe(0);
    engine.dismiss('study-1');
    await clock.advance(100);
    expect(engine.store.getState().uploads).toEqual([]);
  });
});

describe('clearing the list', () => {
  it('takes what is finished off it and leaves what is under way', async () => {
    const { server, clock, engine } = set();
    server.alreadyStored = [0];
    engine.add(offer([instance(noise(10, 1), 'a')]));
    await until(engine, clock, 'done');
    server.alreadyStored = [];
    engine.add(offer([instance(noise(10, 2), 'b')], { key: 'study-2' }));
    engine.pause('study-2');
    engine.dismissFinished();
    await clock.advance(100);
    expect(engine.store.getState().uploads.map(({ key }) => key)).toEqual(['study-2']);
  });
});

describe('after a reload', () => {
  it('goes on at the server’s offset when the same files are dropped again', async () => {
    const server = fakeServer();
    const sessions = memorySessions();
    const bytes = noise(1000, 1);
    const first = set({ server, sessions });
    server.sendFaults.push(
      () => 600,
      () => new Promise(() => undefined),
    );
    first.engine.add(offer([instance(bytes, 'a')]));
    await vi.waitFor(async () => {
      await first.clock.advance(1000);
      expect(server.calls.at(-1)).toBe('send b0 600+510 last');
    });

    const second = set({ server, sessions });
    server.calls.length = 0;
    second.engine.add(offer([instance(bytes, 'a, under another name')]));
    await until(second.engine, second.clock, 'receiving');
    expect(server.calls).toEqual(['query b0', 'send b0 600+510 last', 'finish']);
    expect(await entriesOf(server.objects.get('b0'))).toEqual([bytes]);
  });

  it('begins anew where the ticket is gone', async () => {
    const server = fakeServer();
    const sessions = memorySessions();
    const file = instance(noise(1000, 1), 'a');
    const read = await file.digest;
    if (read.status !== 'ok') throw new Error('digest');
    await sessions.save({
      uploadId: 'old',
      ownerUid: 'me',
      expiresAtMs: 9e15,
      stored: [],
      abandoned: [],
      bundles: [
        { files: [read.sha256], name: 'old', bucket: 'uploads', bytes: 1110, session: 's', sent: false },
      ],
    });
    const { engine, clock } = set({ server, sessions });
    engine.add(offer([file]));
    await until(engine, clock, 'receiving');
    expect(server.calls[0]).toBe('begin');
    expect(sessions.kept.size).toBe(0);
  });

  it('forgets everything on request', async () => {
    const { server, sessions, clock, engine } = set();
    server.sendFaults.push(() => new Promise(() => undefined));
    engine.add(offer([instance(noise(1000, 1), 'a')]));
    await vi.waitFor(async () => {
      await clock.advance(100);
      expect(sessions.kept.size).toBe(1);
    });
    await engine.forget();
    expect(sessions.kept.size).toBe(0);
    expect(engine.store.getState().uploads).toEqual([]);
  });
});

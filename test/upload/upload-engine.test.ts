import { AppError } from '@pacs/shared/errors';
import { describe, expect, it } from 'vitest';
import { stepWords } from '../../web/src/upload/core/words.ts';
import { engineSet, entriesOf, only, until } from './fakes/engine-set.ts';
import { instance, noise, offer } from './fakes/instances.ts';
import { memorySessions } from './fakes/memory-sessions.ts';
import { eventually } from '../support/eventually.ts';

describe('many small studies', () => {
  it('are on their way eight at a time, where three large ones would be', async () => {
    for (const [bytes, expected] of [
      [1000, 8],
      [3_000_000, 3],
    ] as const) {
      const { server, clock, engine } = engineSet();
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
      await eventually(async () => {
        await clock.advance(100);
        expect(most).toBe(expected);
      });
      await clock.advance(500);
      expect(most).toBe(expected);
    }
  });
});

it('of many, only those that move are told anew: the others stay the same objects', async () => {
  const { server, clock, engine } = engineSet();
  server.tickets.finish = () => Promise.reject(new AppError('quota-exceeded'));
  engine.add(offer([instance(noise(10, 1), 'a')], { key: 'study-a' }));
  await until(engine, clock, 'failed');
  const [before] = engine.store.getState().uploads;
  engine.add(offer([instance(noise(10, 2), 'b')], { key: 'study-b' }));
  await eventually(async () => {
    await clock.advance(100);
    expect(engine.store.getState().uploads[1]?.step).toBe('failed');
  });
  expect(engine.store.getState().uploads[0]).toBe(before);
});

describe('an upload', () => {
  it('sends every file byte for byte, finishes, and ends when ingest has read it', async () => {
    const { server, sessions, clock, engine } = engineSet();
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
    const { engine } = engineSet();
    const files = [instance(noise(10, 1), 'a'), instance(noise(10, 2), 'b')];
    engine.add(offer(files));
    const { key } = only(engine);
    expect(engine.instancesOf(key)).toEqual(files);
    await engine.cancel(key);
    engine.dismiss(key);
    expect(engine.instancesOf(key)).toEqual([]);
  });

  it('goes its way where the browser’s database takes nothing any more', async () => {
    const sessions = memorySessions();
    const full = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
    const { server, clock, engine } = engineSet({
      sessions: { ...sessions, save: full, keepHandles: full, remove: full, all: full },
    });
    engine.add(offer([instance(noise(10, 1), 'a')]));
    await until(engine, clock, 'receiving');
    server.ingest('b0');
    await until(engine, clock, 'done');
  });

  it('sends nothing where everything is stored already, and says so', async () => {
    const { server, clock, engine } = engineSet();
    server.alreadyStored = [0, 1];
    const copy = { sopInstanceUID: '1' };
    const [a, again] = [instance(noise(10, 1), 'a', copy), instance(noise(10, 1), 'again', copy)];
    engine.add(offer([a, instance(noise(10, 2), 'b'), again]));
    const done = await until(engine, clock, 'done');
    expect(done).toMatchObject({ storedAlready: 2, repeated: 1 });
    expect(stepWords(done)).toMatch(/^Everything was stored already/);
    expect(server.calls).toEqual(['begin', 'finish']);
  });

  it('sends a file that came twice once', async () => {
    const { server, clock, engine } = engineSet();
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
    const { server, clock, engine } = engineSet();
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
    const { server, clock, engine } = engineSet();
    engine.add(offer([instance(noise(10, 1), 'one.dcm'), instance(noise(10, 2), 'two.dcm')]));
    await until(engine, clock, 'receiving');
    server.ingest('b0', [{ entry: 1, outcome: 'rejected', reason: 'truncated' }]);
    const state = await until(engine, clock, 'done');
    expect(state.problems).toEqual([{ label: 'two.dcm', reason: 'truncated' }]);
  });

  it('fails with the server’s reason where no ticket is given, and goes on after a retry', async () => {
    const { server, clock, engine } = engineSet();
    server.beginFaults.push(new AppError('quota-exceeded'));
    engine.add(offer([instance(noise(10, 1), 'a')]));
    expect((await until(engine, clock, 'failed')).failure).toBe('quota-exceeded');
    engine.resume('study-1');
    await until(engine, clock, 'receiving');
    expect(server.objects.size).toBe(1);
  });

  it('waits and asks again where the server is busy', async () => {
    const { server, clock, engine } = engineSet();
    server.beginFaults.push(new AppError('unavailable'), new AppError('unavailable'));
    engine.add(offer([instance(noise(10, 1), 'a')]));
    await eventually(async () => {
      await clock.advance(100);
      expect(only(engine).waitingFor).toBe('unavailable');
    });
    const state = await until(engine, clock, 'receiving');
    expect(state.waitingFor).toBeUndefined();
    expect(server.calls.filter((call) => call === 'begin')).toHaveLength(3);
  });

  it('says what it waits for where that is not the connection', async () => {
    const { server, clock, engine } = engineSet();
    server.beginFaults.push(new AppError('too-many-requests'));
    engine.add(offer([instance(noise(10, 1), 'a')]));
    await eventually(async () => {
      await clock.advance(100);
      expect(stepWords(only(engine))).toMatch(/^Too many uploads at once; it goes on by itself/);
    });
    await until(engine, clock, 'receiving');
  });
});

describe('clearing the list', () => {
  it('takes what is finished off it and leaves what is under way', async () => {
    const { server, clock, engine } = engineSet();
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

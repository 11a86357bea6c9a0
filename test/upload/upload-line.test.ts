import { AppError } from '@pacs/shared/errors';
import { describe, expect, it } from 'vitest';
import { failureOfStatus } from '../../web/src/upload/core/failure-of-status.ts';
import { TransportError } from '../../web/src/upload/core/ports.ts';
import { engineSet, entriesOf, only, until } from './fakes/engine-set.ts';
import { instance, noise, offer } from './fakes/instances.ts';
import { eventually } from '../support/eventually.ts';

describe('a poor line', () => {
  it('goes on at the server’s offset after a cut', async () => {
    const { server, clock, engine } = engineSet();
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

  it('goes on where nothing is heard for a minute: that is the line, however often, and no refusal', async () => {
    const { server, clock, engine } = engineSet();
    const send = server.transport.send.bind(server.transport);
    let silent = 7;
    server.transport.send = (session, part, onSent, signal) =>
      silent-- > 0 ? new Promise(() => undefined) : send(session, part, onSent, signal);
    engine.add(offer([instance(noise(1000, 1), 'a')]));
    await eventually(async () => {
      await clock.advance(100);
      expect(server.calls).toContain('start b0');
    });
    await clock.advance(59_000);
    expect(only(engine).waitingFor).toBeUndefined();
    await clock.advance(2000);
    expect(only(engine).waitingFor).toBe('unavailable');
    await clock.advance(600_000);
    expect((await until(engine, clock, 'receiving')).problems).toEqual([]);
    expect(clock.waiting()).toBe(0);
  });

  it('is not left for silent while bytes leave it', async () => {
    const { server, clock, engine } = engineSet();
    const send = server.transport.send.bind(server.transport);
    server.transport.send = async (session, part, onSent, signal) => {
      for (let sent = 0; sent < 5; sent += 1) {
        onSent(sent);
        await clock.wait(50_000, signal);
      }
      return send(session, part, onSent, signal);
    };
    engine.add(offer([instance(noise(1000, 1), 'a')]));
    await clock.advance(300_000);
    await until(engine, clock, 'receiving');
    expect(server.calls.filter((call) => call.startsWith('query'))).toEqual([]);
  });

  it('is tried at once when the browser says that it is back', async () => {
    const { server, clock, line, engine } = engineSet();
    server.sendFaults.push(...Array.from({ length: 6 }, () => () => 0));
    engine.add(offer([instance(noise(1000, 1), 'a')]));
    const sends = () => server.calls.filter((call) => call.startsWith('send')).length;
    await eventually(async () => {
      await clock.advance(500);
      expect(sends()).toBe(6);
    });
    line.comeBack();
    await eventually(async () => {
      await clock.advance(0);
      expect(sends()).toBe(7);
    });
    await until(engine, clock, 'receiving');
  });

  it('settles a lost answer by asking, and sends nothing twice', async () => {
    const { server, clock, engine } = engineSet();
    server.loseNextAnswer = true;
    engine.add(offer([instance(noise(1000, 1), 'a')]));
    await until(engine, clock, 'receiving');
    expect(server.calls.filter((call) => call.startsWith('send'))).toHaveLength(1);
    expect(server.calls).toContain('query b0');
  });

  it('gives up the name of a bundle whose answer was lost, and ends', async () => {
    const { server, clock, engine } = engineSet();
    const addBundles = server.tickets.addBundles.bind(server.tickets);
    let isFirst = true;
    server.tickets.addBundles = async (request) => {
      const answer = await addBundles(request);
      if (isFirst) {
        isFirst = false;
        throw new AppError('unavailable');
      }
      return answer;
    };
    engine.add(offer([instance(noise(1000, 1), 'a')]));
    await until(engine, clock, 'receiving');
    expect(server.calls.at(-1)).toBe('finish b0');
    server.ingest('b1');
    expect((await until(engine, clock, 'done')).problems).toEqual([]);
  });

  it('keeps the stored bytes through pause and resume', async () => {
    const { server, clock, engine } = engineSet();
    const bytes = noise(1000, 1);
    server.sendFaults.push(
      ({ signal }) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(300))),
    );
    engine.add(offer([instance(bytes, 'a')]));
    await eventually(async () => {
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
    const { server, clock, engine } = engineSet();
    server.startFaults.push(new TransportError('forbidden'));
    engine.add(offer([instance(noise(10, 1), 'a')]));
    expect((await until(engine, clock, 'failed')).failure).toBe('forbidden');
    expect(server.calls.filter((call) => call.startsWith('start'))).toHaveLength(1);
    expect(server.calls).not.toContain('finish');
    engine.resume();
    await until(engine, clock, 'receiving');
  });
});

describe('what the server answers', () => {
  it('is taken for what it is, status by status', () => {
    const statuses = [200, 308, 400, 401, 402, 403, 404, 405, 408, 409, 410, 412, 413, 416, 429, 500, 503];
    expect(statuses.map((status) => [status, failureOfStatus(status)])).toEqual([
      [200, undefined],
      [308, 'busy'],
      [400, 'offset'],
      [401, 'unauthenticated'],
      [402, 'full'],
      [403, 'forbidden'],
      [404, 'gone'],
      [405, 'forbidden'],
      [408, 'busy'],
      [409, 'offset'],
      [410, 'gone'],
      [412, 'forbidden'],
      [413, 'forbidden'],
      [416, 'offset'],
      [429, 'busy'],
      [500, 'busy'],
      [503, 'busy'],
    ]);
  });

  it('ends the upload in words of its own where the bucket is full', async () => {
    const { server, clock, engine } = engineSet();
    server.startFaults.push(new TransportError('full'));
    engine.add(offer([instance(noise(10, 1), 'a')]));
    expect((await until(engine, clock, 'failed')).failure).toBe('server-full');
  });

  it('ends the upload where it refuses every offset', async () => {
    const { server, clock, engine } = engineSet();
    server.transport.send = () => Promise.reject(new TransportError('offset'));
    engine.add(offer([instance(noise(10, 1), 'a')]));
    expect((await until(engine, clock, 'failed')).failure).toBe('forbidden');
    expect(server.calls.filter((call) => call.startsWith('query'))).toHaveLength(5);
  });
});

describe('a bundle among others', () => {
  const large = (seed: number) => instance(noise(20 * 1024 * 1024, seed), `large ${String(seed)}`);

  it('fails alone: the rest is sent, and a retry sends only what failed', async () => {
    const { server, clock, engine } = engineSet();
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
    const { server, clock, engine } = engineSet();
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
    server.ingest('b1');
    await until(engine, clock, 'done');
  });
});

describe('cancelling', () => {
  it('ends the session and the ticket, and keeps nothing', async () => {
    const { server, sessions, clock, engine } = engineSet();
    server.sendFaults.push(
      ({ signal }) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(0))),
    );
    engine.add(offer([instance(noise(1000, 1), 'a')]));
    await eventually(async () => {
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

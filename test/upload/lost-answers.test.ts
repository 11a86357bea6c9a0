import { describe, expect, it } from 'vitest';
import { TransportError } from '../../web/src/upload/core/ports.ts';
import { engineSet, only, until } from './fakes/engine-set.ts';
import { instance, noise, offer } from './fakes/instances.ts';
import { memorySessions } from './fakes/memory-sessions.ts';
import { fakeServer } from './fakes/server.ts';
import { eventually } from '../support/eventually.ts';

/** A page that is closed before the answer to its last byte comes, of a bundle that is made anew each time. */
async function reloaded() {
  const [server, sessions, bytes] = [fakeServer(), memorySessions(), noise(1000, 1)];
  const first = engineSet({ server, sessions });
  server.loseNextAnswer = true;
  first.engine.add(offer([instance(bytes, 'a', { native: true })]));
  await eventually(async () => {
    await first.clock.advance(1);
    expect(server.objects.has('b0')).toBe(true);
  });
  server.calls.length = 0;
  const second = engineSet({ server, sessions });
  const add = () => second.engine.add(offer([instance(bytes, 'a', { native: true })]));
  return { ...second, add };
}

describe('a bundle whose last answer was lost by a reload', () => {
  it('is not sent again', async () => {
    const { server, clock, engine, add } = await reloaded();
    add();
    await until(engine, clock, 'receiving');
    expect(server.calls).toEqual(['query b0', 'finish']);
  });

  it('is waited for where its session is gone and its name is taken', async () => {
    const { server, clock, engine, add } = await reloaded();
    server.transport.query = () => Promise.reject(new TransportError('gone'));
    server.startFaults.push(new TransportError('forbidden'));
    add();
    await eventually(async () => {
      await clock.advance(100);
      expect(server.calls).toEqual(['start b0']);
    });
    await clock.advance(10_000);
    expect(only(engine).step).toBe('sending');
    server.ingest('b0');
    await until(engine, clock, 'done');
    expect(server.calls).toEqual(['start b0', 'finish']);
  });

  it('has failed where nothing has come under its name for long', async () => {
    const { server, clock, engine, add } = await reloaded();
    server.transport.query = () => Promise.reject(new TransportError('gone'));
    server.startFaults.push(new TransportError('forbidden'));
    add();
    await eventually(async () => {
      await clock.advance(10_000);
      expect(only(engine).failure).toBe('forbidden');
    });
  });
});

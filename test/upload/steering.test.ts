import { AppError } from '@pacs/shared/errors';
import { describe, expect, it } from 'vitest';
import { arrivedIn } from '../../web/src/upload/core/ingest-report.ts';
import { stepWords } from '../../web/src/upload/core/words.ts';
import { engineSet, only, until } from './fakes/engine-set.ts';
import { instance, noise, offer } from './fakes/instances.ts';
import { settled } from './fakes/manual-clock.ts';
import { eventually } from '../support/eventually.ts';

/** An upload whose ticket is asked for and not given yet. */
async function asking() {
  const set = engineSet();
  let answer = (): void => undefined;
  set.server.beginHeld = new Promise((resolve) => (answer = resolve));
  set.engine.add(offer([instance(noise(1000, 1), 'a')]));
  await eventually(async () => {
    await set.clock.advance(100);
    expect(set.server.calls).toEqual(['begin']);
  });
  return { ...set, answer };
}

describe('while a ticket is asked for', () => {
  it('cancelling takes back the ticket that is given after it, and keeps nothing', async () => {
    const { server, sessions, clock, engine, answer } = await asking();
    const cancelled = engine.cancel();
    await settled();
    expect(server.calls).toEqual(['begin']);
    answer();
    await cancelled;
    await until(engine, clock, 'cancelled');
    expect(server.calls).toEqual(['begin', 'cancel']);
    expect(sessions.kept.size).toBe(0);
  });

  it('a pause holds, and the ticket that is given after it is gone on with', async () => {
    const { server, sessions, clock, engine, answer } = await asking();
    engine.pause();
    answer();
    await eventually(async () => {
      await clock.advance(100);
      expect([...sessions.kept.values()]).toMatchObject([{ uploadId: 'upload-1', isPaused: true }]);
    });
    await clock.advance(1000);
    expect(only(engine).step).toBe('paused');
    expect(server.calls).toEqual(['begin']);
    engine.resume();
    await until(engine, clock, 'receiving');
    expect(server.calls.filter((call) => call === 'begin')).toHaveLength(1);
  });

  it('signing out keeps nothing, whatever is answered after it', async () => {
    const { sessions, locks, clock, engine, answer } = await asking();
    await engine.forget();
    answer();
    await clock.advance(1000);
    expect(sessions.kept.size + sessions.keptHandles.size).toBe(0);
    expect(await locks.isFree('upload-1')).toBe(true);
  });

  it('pause and resume before the answer ask for no second one', async () => {
    const { server, clock, engine, answer } = await asking();
    engine.pause();
    engine.resume();
    await clock.advance(1000);
    expect(only(engine).step).toBe('checking');
    answer();
    await until(engine, clock, 'receiving');
    expect(server.calls.filter((call) => call === 'begin')).toHaveLength(1);
  });
});

it('a pause while the upload is being closed holds, and nothing is sent again after it', async () => {
  const { server, clock, engine } = engineSet();
  const finish = server.tickets.finish.bind(server.tickets);
  server.tickets.finish = (request) => {
    engine.pause();
    return finish(request);
  };
  engine.add(offer([instance(noise(1000, 1), 'a')]));
  await until(engine, clock, 'paused');
  await clock.advance(1000);
  engine.resume();
  await until(engine, clock, 'receiving');
  expect(server.calls.filter((call) => /begin|finish|send/.test(call))).toHaveLength(3);
});

describe('cancelling after some of it has arrived', () => {
  it('says how many images stay in the study', async () => {
    const { server, clock, engine } = engineSet();
    server.tickets.finish = () => Promise.reject(new AppError('unavailable'));
    engine.add(offer([instance(noise(10, 1), 'a')]));
    await eventually(async () => {
      await clock.advance(100);
      expect(only(engine).waitingFor).toBe('unavailable');
    });
    server.ingest('b0');
    const { tickets } = server;
    const cancel = tickets.cancel.bind(tickets);
    tickets.cancel = async (request) => {
      await cancel(request);
      server.push();
    };
    await engine.cancel('study-1');
    expect(stepWords(await until(engine, clock, 'cancelled'))).toBe(
      'Cancelled: one image had arrived and stays in the study',
    );
    expect(stepWords({ ...only(engine), arrived: 1200 })).toMatch(/^Cancelled: 1,200 images had arrived/);
    expect(stepWords({ ...only(engine), arrived: 0 })).toBe('Cancelled: nothing of it is kept');
  });

  it('all at once leaves alone what is sent whole', async () => {
    const { server, clock, engine } = engineSet();
    engine.add(offer([instance(noise(10, 1), 'a')]));
    await until(engine, clock, 'receiving');
    await engine.cancel();
    expect(only(engine).step).toBe('receiving');
    expect(server.calls).not.toContain('cancel');
    await engine.cancel('study-1');
    expect(server.calls).toContain('cancel');
  });
});

it('counts as arrived what of a bundle is in one study while its others are awaited', () => {
  const outcomes = (['ingested', 'duplicate', 'conflicting'] as const).map((outcome, entry) => ({
    entry,
    outcome,
  }));
  const bundles = { b: { bytes: 1, state: 'awaited' as const, committed: { 'study-id': outcomes } } };
  expect(arrivedIn({ bundles })).toBe(2);
});

import { AppError } from '@pacs/shared/errors';
import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { entriesOf, only, until } from './fakes/engine-set.ts';
import { image, interrupted, page, sending } from './fakes/interrupted-upload.ts';

describe('an upload that was interrupted', () => {
  it('goes on by itself where its folder can still be read, with its files and no others', async () => {
    const { on, first } = await interrupted({ '1': image(1), '2': image(2) });
    on.files.set('other', image(1, '9.9')).set('3', image(3));
    const second = page(on, first.server);
    await until(second.engine, second.clock, 'receiving');
    expect(first.server.calls.at(-1)).toBe('finish');
    expect(first.server.calls.filter((call) => /begin|addBundles/.test(call))).toEqual([]);
    expect(await entriesOf(first.server.objects.get('b0'))).toEqual([image(1), image(2)]);
    expect(only(second.engine).title.identity.patientID).toBe('P1');
    expect(on.sessions.kept.size + on.sessions.keptHandles.size).toBe(0);
    expect(second.continuing.store.getState()).toEqual({ interrupted: [] });
  });

  it('does not go on where its account has signed out while its files were looked for', async () => {
    const { on, first } = await interrupted();
    let letWalk = (): void => undefined;
    const mayWalk = new Promise<void>((resolve) => (letWalk = resolve));
    const { files } = on.handles;
    let isLooking = false;
    on.handles.files = async function* (roots) {
      isLooking = true;
      await mayWalk;
      yield* files(roots);
    };
    const { engine, clock, signOut, isGivenUp } = page(on, first.server);
    await eventually(() => expect(isLooking).toBe(true));
    signOut();
    letWalk();
    await eventually(async () => {
      await clock.advance(100);
      expect(isGivenUp()).toBe(true);
    });
    expect(engine.store.getState().uploads).toEqual([]);
    expect(first.server.calls).toEqual([]);
  });

  it('is looked for again where the browser could not read what it has kept', async () => {
    const { on, first } = await interrupted();
    const all = on.sessions.all.bind(on.sessions);
    let asked = 0;
    on.sessions.all = async () => {
      if ((asked += 1) === 1) throw new DOMException('closed', 'InvalidStateError');
      return all();
    };
    const { engine, clock } = page(on, first.server);
    await until(engine, clock, 'receiving');
  });

  it('is left for the next look where one breaks off at another upload', async () => {
    const { on, first } = await interrupted();
    const [upload] = on.sessions.kept.values();
    if (upload === undefined) throw new Error('nothing kept');
    await on.sessions.save({ ...upload, uploadId: 'another' });
    await on.sessions.keepHandles('another', [on.folder]);
    const { permission } = on.handles;
    let asked = 0;
    on.handles.permission = async () => {
      if ((asked += 1) === 2) throw new DOMException('busy', 'InvalidStateError');
      return permission();
    };
    const { engine, clock } = page(on, first.server);
    await eventually(async () => {
      await clock.advance(100);
      expect(engine.store.getState().uploads).toHaveLength(2);
    });
  });

  it('is not begun anew where it was cancelled and the browser did not let go of it, unless that is asked for', async () => {
    const { on, first } = await interrupted();
    await first.server.tickets.cancel({ uploadId: 'upload-1' });
    first.server.calls.length = 0;
    const { engine, clock } = page(on, first.server);
    expect((await until(engine, clock, 'failed')).failure).toBe('upload-closed');
    expect(first.server.calls).not.toContain('begin');
    expect(on.sessions.kept.size).toBe(0);
    engine.resume();
    await until(engine, clock, 'receiving');
  });

  it('waits for one press where the browser wants to ask, and goes on then', async () => {
    const { on, first } = await interrupted();
    on.state.permission = 'prompt';
    const { continuing, engine, clock } = page(on, first.server);
    await eventually(() => expect(continuing.store.getState().interrupted).toHaveLength(1));
    expect(continuing.store.getState().interrupted).toMatchObject([{ files: 1, needs: 'ask' }]);
    await clock.advance(10_000);
    expect(engine.store.getState().uploads).toEqual([]);
    void continuing.ask();
    await until(engine, clock, 'receiving');
    expect(continuing.store.getState().interrupted).toEqual([]);
  });

  it('wants the same files again where the user says no, where they are gone, and where nothing could be kept', async () => {
    for (const why of ['refused', 'moved', 'bare'] as const) {
      const { on, first } = await interrupted();
      if (why === 'refused') Object.assign(on.state, { permission: 'prompt', answer: 'denied' });
      if (why === 'moved') on.files.clear();
      if (why === 'bare') on.sessions.keptHandles.clear();
      const { continuing, engine, clock } = page(on, first.server);
      if (why === 'refused')
        await eventually(() => expect(continuing.store.getState().interrupted).toHaveLength(1));
      void continuing.ask();
      await eventually(async () => {
        await clock.advance(1000);
        expect(continuing.store.getState().interrupted).toMatchObject([{ needs: 'again' }]);
      });
      expect(engine.store.getState().uploads).toEqual([]);
    }
  });

  it('names how many of its files are not there any more', async () => {
    const { on, first } = await interrupted({ '1': image(1), '2': image(2) });
    on.files.set('2', image(7));
    const { engine, clock } = page(on, first.server);
    const state = await until(engine, clock, 'receiving');
    expect(state.problems).toEqual([{ label: 'not found again', reason: 'lost' }]);
    expect(await entriesOf([...first.server.objects.values()].at(-1))).toEqual([image(1)]);
  });

  it('stays with the page that is at it, and goes over to another when that is closed', async () => {
    const { on, first } = await sending();
    const { continuing, engine, clock } = page(on, first.server);
    await clock.advance(20_000);
    expect(continuing.store.getState().interrupted).toEqual([]);
    expect(engine.store.getState().uploads).toEqual([]);
    first.leave();
    await until(engine, clock, 'receiving');
  });

  it('stays paused where it was paused', async () => {
    const { on, first } = await sending();
    first.engine.pause();
    await eventually(() => expect([...on.sessions.kept.values()]).toMatchObject([{ isPaused: true }]));
    first.leave();
    const { engine, clock } = page(on, first.server);
    await eventually(async () => {
      await clock.advance(100);
      expect(engine.store.getState().uploads).toMatchObject([{ step: 'paused' }]);
    });
    engine.resume();
    await until(engine, clock, 'receiving');
  });

  it('can be discarded: nothing is left of it here or on the server', async () => {
    for (const isPaused of [false, true]) {
      const { on, first } = await sending();
      if (isPaused) first.engine.pause();
      else on.state.permission = 'prompt';
      await first.clock.advance(100);
      first.leave();
      const { continuing, engine, clock, server } = page(on, first.server);
      await eventually(async () => {
        await clock.advance(100);
        const all = [...continuing.store.getState().interrupted, ...engine.store.getState().uploads];
        expect(all).toHaveLength(1);
      });
      if (isPaused) await engine.cancel();
      else await continuing.discard('upload-1');
      expect(server.document).toBeUndefined();
      expect(on.sessions.kept.size + on.sessions.keptHandles.size).toBe(0);
      expect(continuing.store.getState().interrupted).toEqual([]);
    }
  });

  it('is discarded on the server too where that is reached only later', async () => {
    const { on, first } = await sending();
    on.state.permission = 'prompt';
    first.leave();
    const { continuing, clock, server } = page(on, first.server);
    await eventually(() => expect(continuing.store.getState().interrupted).toHaveLength(1));
    const cancel = server.tickets.cancel.bind(server.tickets);
    server.tickets.cancel = () => Promise.reject(new AppError('unavailable'));
    const discarded = continuing.discard('upload-1');
    await clock.advance(5000);
    expect(continuing.store.getState().interrupted).toEqual([]);
    expect(on.sessions.kept.size).toBe(1);
    server.tickets.cancel = cancel;
    await clock.advance(60_000);
    await discarded;
    expect(server.document).toBeUndefined();
    expect(on.sessions.kept.size).toBe(0);
  });

  it('is looked for once, however many lie below the same folder', async () => {
    const { on, first } = await sending({ '1': image(1), '2': image(1, '2.2') });
    const [upload] = on.sessions.kept.values();
    if (upload === undefined) throw new Error('nothing kept');
    await on.sessions.save({ ...upload, uploadId: 'another' });
    await on.sessions.keepHandles('another', [on.folder]);
    first.leave();
    on.state.walks = 0;
    const { engine, clock } = page(on, first.server);
    await eventually(async () => {
      await clock.advance(100);
      expect(engine.store.getState().uploads).toMatchObject([{ files: 1 }, { files: 1 }]);
    });
    expect(on.state.walks).toBe(1);
  });
});

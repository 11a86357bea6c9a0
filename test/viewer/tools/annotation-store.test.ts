import { AppError } from '@pacs/shared/errors';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  createAnnotationStore,
  type AnnotationStore,
  type KeptSeries,
} from '../../../web/src/viewer/tools/annotation-store.ts';
import { annotation, createServer, createTimers } from './annotation-server.ts';

let server: ReturnType<typeof createServer>;
let timers: ReturnType<typeof createTimers>;
const seriesOf = (instance: string) => ({ one: 'A', two: 'B' })[instance];
const open = (): AnnotationStore =>
  createAnnotationStore({ seriesOf, keeper: server.keeper(), after: timers.after });
const openInMemory = () => createAnnotationStore({ seriesOf, after: timers.after });
const ids = (store: AnnotationStore) => store.view().items.map(({ id }) => id);

beforeEach(() => {
  server = createServer();
  timers = createTimers();
});

describe('saving', () => {
  it('waits for a rest and sends what belongs to a series together', async () => {
    const store = open();
    store.put(annotation('a'));
    store.put(annotation('b', { instance: 'two' }));
    store.put(annotation('a', { text: 'x' }));
    expect([store.view().saving, server.calls]).toEqual(['unsaved', []]);
    timers.pass();
    await server.letThrough();
    await server.letThrough();
    expect(server.calls).toEqual([
      { series: 'A', put: ['a'], remove: [] },
      { series: 'B', put: ['b'], remove: [] },
    ]);
    expect(store.view().saving).toBe('saved');
    expect(ids(store)).toEqual(['a', 'b']);
  });

  it('tells the server nothing of what was drawn and removed in between', () => {
    const store = open();
    store.put(annotation('a'));
    store.remove(['a']);
    timers.pass();
    expect(server.calls).toEqual([]);
    expect(store.view().saving).toBe('saved');
  });

  it('keeps what is drawn while another change is under way', async () => {
    const store = open();
    store.put(annotation('a'));
    timers.pass();
    store.put(annotation('a', { text: 'later' }));
    store.remove(['nothing']);
    await server.letThrough();
    expect(store.view().items[0]?.text).toBe('later');
    expect(store.view().saving).toBe('unsaved');
    timers.pass();
    await server.letThrough();
    expect(server.series.get('A')?.items[0]?.text).toBe('later');
    expect(store.view().saving).toBe('saved');
  });

  it('tries again, ever more rarely, while there is no connection', async () => {
    const store = open();
    server.failure = new AppError('unavailable');
    store.put(annotation('a'));
    const waits: number[][] = [];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      timers.pass();
      await server.letThrough();
      waits.push(timers.waits());
    }
    expect(waits.flat()).toEqual([2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
    expect([store.view().saving, ids(store)]).toEqual(['retrying', ['a']]);
    server.failure = undefined;
    store.flush();
    await server.letThrough();
    expect([store.view().saving, server.series.get('A')?.items.length]).toEqual(['saved', 1]);
  });

  it('keeps what was changed while a save was failing', async () => {
    const store = open();
    server.failure = new AppError('unavailable');
    store.put(annotation('a', { text: 'earlier' }));
    timers.pass();
    store.put(annotation('a', { text: 'later' }));
    await server.letThrough();
    expect(store.view().items[0]?.text).toBe('later');
    server.failure = undefined;
    store.flush();
    await server.letThrough();
    expect(server.series.get('A')?.items[0]?.text).toBe('later');
  });

  it('says so where the server will not take it, and keeps it on the screen', async () => {
    const store = open();
    server.failure = new AppError('too-large');
    store.put(annotation('a'));
    timers.pass();
    await server.letThrough();
    expect(store.view()).toMatchObject({ saving: 'refused', refusal: 'too-large' });
    expect([ids(store), timers.waits()]).toEqual([['a'], []]);
  });

  it('sends what is waiting when the page is left', () => {
    const store = open();
    store.put(annotation('a'));
    store.close();
    expect(server.calls).toHaveLength(1);
  });

  it('sends what waits behind a save that is under way when the page is left', async () => {
    const store = open();
    store.put(annotation('a'));
    timers.pass();
    store.put(annotation('b'));
    store.close();
    await server.letThrough();
    await server.letThrough();
    expect(server.series.get('A')?.items.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(timers.waits()).toEqual([]);
  });

  it('tries a few times more after the page was left without a connection, and not for ever', async () => {
    const store = open();
    server.failure = new AppError('unavailable');
    store.put(annotation('a'));
    store.close();
    const waits: number[][] = [];
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await server.letThrough();
      waits.push(timers.waits());
      timers.pass();
    }
    expect(waits).toEqual([[2000], [4000], [8000], [16_000], [], []]);
  });
});

describe('two tabs', () => {
  it('see each other’s figures, and of one figure the later change', async () => {
    const [first, second] = [open(), open()];
    first.put(annotation('a'));
    second.put(annotation('b'));
    timers.pass();
    await server.letThrough();
    server.tell();
    expect([ids(first), ids(second)]).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
    first.put(annotation('a', { text: 'first' }));
    timers.pass();
    await server.letThrough();
    second.put(annotation('a', { text: 'second' }));
    timers.pass();
    await server.letThrough();
    server.tell();
    expect([first, second].map((store) => store.view().items[0]?.text)).toEqual(['second', 'second']);
  });

  it('do not take an unsaved change away', () => {
    const store = open();
    store.put(annotation('a'));
    server.series.set('A', { series: 'A', rev: 5, items: [annotation('c')] });
    server.tell();
    expect(ids(store)).toEqual(['a', 'c']);
  });

  it('ignore a snapshot from before their own change', async () => {
    const store = open();
    store.put(annotation('a'));
    timers.pass();
    await server.letThrough();
    const older: KeptSeries = { series: 'A', rev: 0, items: [] };
    server.series.set('A', older);
    server.tell();
    expect(ids(store)).toEqual(['a']);
  });
});

describe('undo and redo', () => {
  it('go back and forth through every change', () => {
    const store = openInMemory();
    store.put(annotation('a'));
    store.put(annotation('a', { text: 'x' }));
    store.remove(['a']);
    const states = [store.view().items];
    for (let step = 0; step < 3; step += 1) {
      store.undo();
      states.push(store.view().items);
    }
    expect(states.map((items) => items.map(({ text }) => text ?? ''))).toEqual([[], ['x'], [''], []]);
    expect(store.view().canUndo).toBe(false);
    store.redo();
    store.redo();
    expect(store.view().items[0]?.text).toBe('x');
    expect(store.view().canRedo).toBe(true);
    store.put(annotation('b'));
    expect(store.view().canRedo).toBe(false);
  });

  it('bring all of them back after all were removed at once', () => {
    const store = openInMemory();
    for (const id of ['a', 'b', 'c']) store.put(annotation(id));
    store.remove(['a', 'b', 'c']);
    expect(ids(store)).toEqual([]);
    store.undo();
    expect(ids(store)).toEqual(['a', 'b', 'c']);
  });

  it('are saved like every change', async () => {
    const store = open();
    store.put(annotation('a'));
    timers.pass();
    await server.letThrough();
    store.undo();
    timers.pass();
    await server.letThrough();
    expect(server.calls.at(-1)).toEqual({ series: 'A', put: [], remove: ['a'] });
    expect(server.series.get('A')?.items).toEqual([]);
  });
});

it('without a keeper everything stays in memory', () => {
  const store = openInMemory();
  store.put(annotation('a'));
  expect(store.view().saving).toBe('memory');
  expect([ids(store), timers.waits()]).toEqual([['a'], []]);
});

it('what it shows stays the same object until something changes', () => {
  const store = open();
  const before = store.view();
  expect(store.view()).toBe(before);
  store.put(annotation('a'));
  expect(store.view()).not.toBe(before);
});

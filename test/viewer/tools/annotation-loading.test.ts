import { beforeEach, describe, expect, it } from 'vitest';
import {
  createAnnotationStore,
  type AnnotationKeeper,
  type AnnotationStore,
} from '../../../web/src/viewer/tools/annotation-store.ts';
import { annotation, createServer, createTimers } from './annotation-server.ts';

let server: ReturnType<typeof createServer>;
let timers: ReturnType<typeof createTimers>;
const seriesOf = (instance: string) => ({ one: 'A', two: 'B' })[instance];
const open = (): AnnotationStore =>
  createAnnotationStore({ seriesOf, keeper: server.keeper(), after: timers.after });
const ids = (store: AnnotationStore) => store.view().items.map(({ id }) => id);

beforeEach(() => {
  server = createServer();
  timers = createTimers();
});

describe('what was kept and cannot be loaded', () => {
  it('is not called saved, and comes with another try', () => {
    server.series.set('A', { series: 'A', rev: 5, items: [annotation('c')] });
    server.isUnreadable = true;
    const store = open();
    expect([store.view().saving, ids(store)]).toEqual(['unread', []]);
    store.reload();
    expect(store.view().saving).toBe('unread');
    server.isUnreadable = false;
    store.reload();
    expect([store.view().saving, ids(store)]).toEqual(['saved', ['c']]);
  });

  it('is not touched by what is drawn meanwhile', async () => {
    server.series.set('A', { series: 'A', rev: 5, items: [annotation('c')] });
    server.isUnreadable = true;
    const store = open();
    store.put(annotation('a'));
    expect(store.view().saving).toBe('unsaved');
    timers.pass();
    await server.letThrough();
    expect([store.view().saving, server.calls]).toEqual([
      'unread',
      [{ series: 'A', put: ['a'], remove: [] }],
    ]);
    server.isUnreadable = false;
    store.reload();
    expect([store.view().saving, ids(store)]).toEqual(['saved', ['a', 'c']]);
  });

  it('counts as unread where no answer comes, and as loaded once it comes after all', () => {
    let answer: (() => void) | undefined;
    const keeper: AnnotationKeeper = {
      ...server.keeper(),
      watch(next) {
        answer = () => {
          next([{ series: 'A', rev: 5, items: [annotation('c')] }]);
        };
        return () => undefined;
      },
    };
    const store = createAnnotationStore({ seriesOf, keeper, after: timers.after });
    expect([store.view().saving, timers.waits()]).toEqual(['loading', [15_000]]);
    timers.pass();
    expect(store.view().saving).toBe('unread');
    store.reload();
    expect([store.view().saving, timers.waits()]).toEqual(['loading', [15_000]]);
    answer?.();
    expect([store.view().saving, ids(store), timers.waits()]).toEqual(['saved', ['c'], []]);
  });

  it('is not loaded again once the page was left, or while it is there', () => {
    let watches = 0;
    const keeper = server.keeper();
    const counting: AnnotationKeeper = {
      ...keeper,
      watch: (next, failed) => {
        watches += 1;
        return keeper.watch(next, failed);
      },
    };
    const store = createAnnotationStore({ seriesOf, keeper: counting, after: timers.after });
    store.reload();
    expect(watches).toBe(1);
    server.isUnreadable = true;
    const other = createAnnotationStore({ seriesOf, keeper: counting, after: timers.after });
    other.close();
    other.reload();
    expect(watches).toBe(2);
  });
});

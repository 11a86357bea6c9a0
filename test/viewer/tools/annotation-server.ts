/** Annotations, a server that keeps them, and time, as the tests of the store want them. */
import type { Annotation } from '@pacs/shared/annotations';
import type { AppError } from '@pacs/shared/errors';
import type { AnnotationKeeper, KeptSeries } from '../../../web/src/viewer/tools/annotation-store.ts';

export const annotation = (id: string, over: Partial<Annotation> = {}): Annotation => ({
  id,
  kind: 'probe',
  instance: 'one',
  frame: 1,
  points: [{ x: 1, y: 1 }],
  createdAtMs: id.charCodeAt(0),
  ...over,
});

/** Two tabs of one owner over one server; saves go through when `letThrough` is called. */
export function createServer() {
  const series = new Map<string, KeptSeries>();
  const watchers = new Set<(kept: readonly KeptSeries[]) => void>();
  const calls: { series: string; put: string[]; remove: string[] }[] = [];
  let held: (() => void)[] = [];
  const server = {
    series,
    calls,
    failure: undefined as AppError | undefined,
    isUnreadable: false,
    tell() {
      for (const watcher of watchers) watcher([...series.values()]);
    },
    async letThrough() {
      const now = held;
      held = [];
      for (const go of now) go();
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    },
    keeper: (): AnnotationKeeper => ({
      watch(next, failed) {
        if (server.isUnreadable) {
          failed();
          return () => undefined;
        }
        watchers.add(next);
        next([...series.values()]);
        return () => watchers.delete(next);
      },
      async save(id, { put, remove }) {
        calls.push({ series: id, put: put.map((one) => one.id), remove });
        await new Promise<void>((go) => held.push(go));
        if (server.failure !== undefined) throw server.failure;
        const items = new Map((series.get(id)?.items ?? []).map((one) => [one.id, one]));
        for (const gone of remove) items.delete(gone);
        for (const one of put) items.set(one.id, one);
        const rev = (series.get(id)?.rev ?? 0) + 1;
        series.set(id, { series: id, rev, items: [...items.values()] });
        return { rev };
      },
    }),
  };
  return server;
}

export function createTimers() {
  let waiting: { ms: number; act: () => void }[] = [];
  return {
    after: (ms: number, act: () => void) => {
      const timer = { ms, act };
      waiting.push(timer);
      return () => {
        waiting = waiting.filter((one) => one !== timer);
      };
    },
    waits: () => waiting.map(({ ms }) => ms),
    pass() {
      const now = waiting;
      waiting = [];
      for (const { act } of now) act();
    },
  };
}

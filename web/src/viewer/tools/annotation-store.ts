/**
 * The annotations of one opened study: what is kept, what was changed here since, undo and redo. Changes are saved
 * after a short rest, and again and again where they do not get through. A plain subscribable read.
 */
import type { Annotation } from '@pacs/shared/annotations';
import { AppError, type AppErrorCode } from '@pacs/shared/errors';
import { later, noChanges, splitChanges, withChanges, type Changes } from './core/merge.ts';

/** Annotations of one series as they rest; `rev` grows with every write. */
export interface KeptSeries {
  series: string;
  rev: number;
  items: readonly Annotation[];
}

/** Where annotations are kept. Whoever has none keeps them in memory until the page is left. */
export interface AnnotationKeeper {
  /** Everything kept of the study, now and after every change; nothing comes after `failed`. */
  watch(next: (kept: readonly KeptSeries[]) => void, failed: () => void): () => void;
  /** Rejects with AppError; `unavailable` and `internal` may pass. */
  save(series: string, changes: { put: Annotation[]; remove: string[] }): Promise<{ rev: number }>;
}

/**
 * `refused`: the last change was not taken, and trying again would not help. `unread`: what was kept could not be
 * loaded, so there may be more than is shown; changes made here are saved all the same, each by its own id.
 */
export type Saving = 'memory' | 'loading' | 'unread' | 'saved' | 'unsaved' | 'retrying' | 'refused';

export interface AnnotationsView {
  /** As they were drawn. */
  items: readonly Annotation[];
  saving: Saving;
  /** Of `refused`. */
  refusal: AppErrorCode | undefined;
  canUndo: boolean;
  canRedo: boolean;
}

export interface AnnotationStore {
  /** The same object as long as nothing changed. */
  view: () => AnnotationsView;
  subscribe: (listener: () => void) => () => void;
  /** One step for undo. */
  put(annotation: Annotation): void;
  remove(ids: readonly string[]): void;
  undo(): void;
  redo(): void;
  /** Saves what is waiting at once: the page is being left, or the connection is back. */
  flush(): void;
  /** Loads what is kept once more where that has failed. */
  reload(): void;
  /** What waits is still saved, also what a save that is under way holds up. */
  close(): void;
}

export interface StoreParts {
  seriesOf(instance: string): string | undefined;
  keeper?: AnnotationKeeper | undefined;
  /** Calls once after so many milliseconds unless cancelled. */
  after(ms: number, act: () => void): () => void;
}

const restMs = 700;
/** A line that hangs says nothing: what has not come by then counts as unread, until it comes. */
const patienceMs = 15_000;
const firstRetryMs = 2000;
const lastRetryMs = 60_000;
/** Then whoever opens the study again must not find older changes arriving over newer ones. */
const triesOnceClosed = 5;
const mayPass: readonly AppErrorCode[] = ['unavailable', 'internal', 'conflict', 'too-many-requests'];
const maxSteps = 200;

interface Step {
  before: Changes;
  after: Changes;
}

export function createAnnotationStore(parts: StoreParts): AnnotationStore {
  const { keeper } = parts;
  const kept = new Map<string, KeptSeries>();
  let waiting: Changes = noChanges;
  let underWay: Changes = noChanges;
  let done: Step[] = [];
  let undone: Step[] = [];
  let loading: 'begun' | 'failed' | 'done' = 'begun';
  let stopWatching: (() => void) | undefined;
  let cancelPatience: (() => void) | undefined;
  let failures = 0;
  let refusal: AppErrorCode | undefined;
  let cancelTimer: (() => void) | undefined;
  let isClosed = false;
  const listeners = new Set<() => void>();

  const keptItems = () => [...kept.values()].flatMap(({ items }) => items);
  const items = () => withChanges(keptItems(), underWay, waiting);
  const saving = (): Saving => {
    if (keeper === undefined) return 'memory';
    if (refusal !== undefined) return 'refused';
    if (waiting.size + underWay.size > 0) return failures > 0 ? 'retrying' : 'unsaved';
    return { begun: 'loading' as const, failed: 'unread' as const, done: 'saved' as const }[loading];
  };
  const look = (): AnnotationsView => ({
    items: items(),
    saving: saving(),
    refusal,
    canUndo: done.length > 0,
    canRedo: undone.length > 0,
  });
  let seen = look();
  const tell = () => {
    seen = look();
    for (const listener of listeners) listener();
  };

  const schedule = (ms: number) => {
    cancelTimer?.();
    cancelTimer = parts.after(ms, () => {
      cancelTimer = undefined;
      void saveAll();
    });
  };

  const apply = (changes: Changes) => {
    if (keeper === undefined) {
      kept.set('', { series: '', rev: 0, items: withChanges(keptItems(), changes) });
    } else {
      waiting = later(waiting, changes);
      refusal = undefined;
      if (underWay.size === 0) schedule(restMs);
    }
    tell();
  };

  /** A removed one is saved with the series it was in. */
  const seriesOfChange = (id: string, item: Annotation | undefined): string | undefined => {
    if (item !== undefined) return parts.seriesOf(item.instance);
    return [...kept.values()].find((series) => series.items.some((one) => one.id === id))?.series;
  };

  const bySeries = (changes: Changes): Map<string, Map<string, Annotation | undefined>> => {
    const groups = new Map<string, Map<string, Annotation | undefined>>();
    for (const [id, item] of changes) {
      const series = seriesOfChange(id, item);
      // Drawn and removed before it was ever saved: there is nothing to tell.
      if (series === undefined) continue;
      groups.set(series, (groups.get(series) ?? new Map<string, Annotation | undefined>()).set(id, item));
    }
    return groups;
  };

  const hold = ({ series, rev, items: held }: KeptSeries) => {
    if (rev >= (kept.get(series)?.rev ?? 0)) kept.set(series, { series, rev, items: held });
  };

  const saveAll = async () => {
    if (keeper === undefined || underWay.size > 0 || waiting.size === 0) return;
    cancelTimer?.();
    underWay = waiting;
    waiting = noChanges;
    let failed = noChanges;
    let cause: unknown;
    for (const [series, changes] of bySeries(underWay)) {
      try {
        const { rev } = await keeper.save(series, splitChanges(changes));
        hold({ series, rev, items: withChanges(kept.get(series)?.items ?? [], changes) });
      } catch (error) {
        failed = later(failed, changes);
        cause = error;
      }
    }
    underWay = noChanges;
    waiting = later(failed, waiting);
    if (failed.size === 0) failures = 0;
    else afterFailure(cause);
    tell();
    if (refusal !== undefined || waiting.size === 0) return;
    if (isClosed && failures === 0) void saveAll();
    else if (!isClosed || failures < triesOnceClosed)
      schedule(failures === 0 ? restMs : Math.min(lastRetryMs, firstRetryMs * 2 ** (failures - 1)));
  };

  const afterFailure = (cause: unknown) => {
    const code = cause instanceof AppError ? cause.code : 'internal';
    failures += 1;
    if (!mayPass.includes(code)) refusal = code;
  };

  const answered = (how: typeof loading) => {
    cancelPatience?.();
    loading = how;
  };
  const watch = () => {
    if (keeper === undefined) return;
    stopWatching?.();
    const unread = () => {
      answered('failed');
      tell();
    };
    cancelPatience = parts.after(patienceMs, unread);
    stopWatching = keeper.watch((all) => {
      answered('done');
      const present = new Set(all.map(({ series }) => series));
      for (const series of kept.keys()) if (!present.has(series) && underWay.size === 0) kept.delete(series);
      all.forEach(hold);
      tell();
    }, unread);
  };
  const reload = () => {
    if (loading !== 'failed' || isClosed) return;
    loading = 'begun';
    watch();
    tell();
  };
  watch();

  const step = (after: Changes) => {
    const now = new Map(seen.items.map((item) => [item.id, item]));
    const before: Changes = new Map([...after.keys()].map((id) => [id, now.get(id)]));
    done = [...done, { before, after }].slice(-maxSteps);
    undone = [];
    apply(after);
  };

  return {
    view: () => seen,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    put(annotation) {
      step(new Map([[annotation.id, annotation]]));
    },
    remove(ids) {
      const present = new Set(seen.items.map(({ id }) => id));
      const gone = ids.filter((id) => present.has(id));
      if (gone.length > 0) step(new Map(gone.map((id) => [id, undefined])));
    },
    undo() {
      const last = done.at(-1);
      if (last === undefined) return;
      done = done.slice(0, -1);
      undone = [...undone, last];
      apply(last.before);
    },
    redo() {
      const last = undone.at(-1);
      if (last === undefined) return;
      undone = undone.slice(0, -1);
      done = [...done, last];
      apply(last.after);
    },
    flush() {
      void saveAll();
    },
    reload,
    close() {
      isClosed = true;
      cancelTimer?.();
      void saveAll();
      cancelPatience?.();
      stopWatching?.();
      listeners.clear();
    },
  };
}

/** How long a page's main thread is held by one task, told by Chromium's own trace. */
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';

const Trace = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      ph: z.string(),
      pid: z.number(),
      tid: z.number(),
      ts: z.number().optional(),
      dur: z.number().optional(),
      /** Time on the processor, µs: another process's turn is not counted. */
      tdur: z.number().optional(),
      args: z.looseObject({ name: z.string().optional().catch(undefined) }).optional(),
    }),
  ),
});

type TraceEvent = z.infer<typeof Trace>['traceEvents'][number];

export interface LongTask {
  ms: number;
  /** Of it, the browser's own collection of garbage. */
  collectingMs: number;
}

/** Milliseconds of processor of the longest tasks while `action` runs, longest first. */
export async function longestTasks(
  browser: Browser,
  page: Page,
  action: () => Promise<void>,
): Promise<LongTask[]> {
  await browser.startTracing(page, {
    categories: ['toplevel', 'v8', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
  });
  await action();
  const { traceEvents } = Trace.parse(JSON.parse((await browser.stopTracing()).toString()));
  const thread = ({ pid, tid }: { pid: number; tid: number }) => `${String(pid)}:${String(tid)}`;
  const mains = new Set(
    traceEvents.flatMap((event) =>
      event.name === 'thread_name' && event.args?.name === 'CrRendererMain' ? thread(event) : [],
    ),
  );
  const own = traceEvents.filter((event) => event.ph === 'X' && mains.has(thread(event)));
  const collections = own.filter(({ name }) => name === 'MajorGC' || name === 'MinorGC');
  const isWithin = (inner: TraceEvent, outer: TraceEvent) => {
    const [at, from] = [inner.ts ?? 0, outer.ts ?? 0];
    return thread(inner) === thread(outer) && at >= from && at < from + (outer.dur ?? 0);
  };
  return own
    .filter(({ name }) => name === 'RunTask')
    .sort((a, b) => (b.tdur ?? 0) - (a.tdur ?? 0))
    .slice(0, 10)
    .map((task) => ({
      ms: (task.tdur ?? 0) / 1000,
      collectingMs: collections
        .filter((one) => isWithin(one, task))
        .reduce((sum, { tdur = 0 }) => sum + tdur / 1000, 0),
    }));
}

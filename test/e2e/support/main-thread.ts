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
      /** Time on the processor, µs: another process's turn is not counted. */
      tdur: z.number().optional(),
      args: z.looseObject({ name: z.string().optional().catch(undefined) }).optional(),
    }),
  ),
});

/** Milliseconds of processor of the longest tasks while `action` runs, longest first. */
export async function longestTasksMs(
  browser: Browser,
  page: Page,
  action: () => Promise<void>,
): Promise<number[]> {
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
  await action();
  const { traceEvents } = Trace.parse(JSON.parse((await browser.stopTracing()).toString()));
  const thread = ({ pid, tid }: { pid: number; tid: number }) => `${String(pid)}:${String(tid)}`;
  const mains = new Set(
    traceEvents.flatMap((event) =>
      event.name === 'thread_name' && event.args?.name === 'CrRendererMain' ? thread(event) : [],
    ),
  );
  return traceEvents
    .filter((event) => event.name === 'RunTask' && event.ph === 'X' && mains.has(thread(event)))
    .map(({ tdur = 0 }) => tdur / 1000)
    .sort((a, b) => b - a)
    .slice(0, 10);
}

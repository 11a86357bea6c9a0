/**
 * What a page does while something on it moves: pictures drawn, images named, tasks that held it up. Tasks are counted by
 * the clock, which a busy machine slows, and by the processor's time of the page's own thread, which it hardly does.
 */
import type { Page } from 'playwright-core';

export interface Motion {
  seconds: number;
  /** Animation frames a second of the page. */
  framesPerSecond: number;
  /** Pictures drawn a second in the panes: at most one a pane and animation frame. */
  picturesPerSecond: number;
  pictures: number;
  /** Images that were named in the pane, one after the other. */
  images: number;
  longestTaskMs: number;
  tasksOver50Ms: number;
  longestTaskCpuMs: number;
  tasksOver50MsCpu: number;
  /** Of the page's thread, for all it did in between. */
  cpuMsPerPicture: number;
}

interface Watch {
  frames: number;
  pictures: number;
  images: number;
  stop(): void;
}

declare global {
  interface Window {
    motionWatch?: Watch;
  }
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds by the clock, and of the processor. */
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

const longTaskMs = 50;
const screenFrameMs = 1000 / 60;

/** Runs `move` and tells what the page did meanwhile. */
export async function motionDuring(page: Page, move: () => Promise<void>): Promise<Motion> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('no browser');
  await page.evaluate(startWatch);
  await browser.startTracing(page, { categories: ['-*', 'toplevel'] });
  const startedAtMs = performance.now();
  await move();
  const seconds = (performance.now() - startedAtMs) / 1000;
  const tasks = pageTasks(await browser.stopTracing());
  const { frames, pictures, images } = await page.evaluate(readWatch);
  const tenths = (value: number) => Math.round(value * 10) / 10;
  const over = (times: readonly number[]) => times.filter((ms) => ms > longTaskMs).length;
  const byClock = tasks.map(({ dur = 0 }) => dur / 1000);
  const byCpu = tasks.map(({ tdur = 0 }) => tdur / 1000);
  return {
    seconds: tenths(seconds),
    framesPerSecond: tenths(frames / seconds),
    picturesPerSecond: tenths(pictures / seconds),
    pictures,
    images,
    longestTaskMs: Math.round(Math.max(0, ...byClock)),
    tasksOver50Ms: over(byClock),
    longestTaskCpuMs: tenths(Math.max(0, ...byCpu)),
    tasksOver50MsCpu: over(byCpu),
    cpuMsPerPicture: tenths(byCpu.reduce((sum, ms) => sum + ms, 0) / pictures),
  };
}

/** Tasks of the thread that did most among the pages' own: the browser has one page and its empty first one. */
function pageTasks(trace: Buffer): TraceEvent[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent) => `${String(pid)}.${String(tid)}`;
  const threads = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain',
  );
  const tasks = threads.map((thread) =>
    traceEvents.filter(
      (event) =>
        event.ph === 'X' &&
        event.name === 'ThreadControllerImpl::RunTask' &&
        threadOf(event) === threadOf(thread),
    ),
  );
  const [most] = tasks.sort((a, b) => b.length - a.length);
  if (most === undefined || most.length === 0) throw new Error('no task was traced');
  return most;
}

/** Runs in the page. */
function startWatch(): void {
  const viewports = [...document.querySelectorAll('.v-viewport')];
  const draw = Reflect.get(CanvasRenderingContext2D.prototype, 'drawImage') as (...of: unknown[]) => void;
  const drawn = new Map<HTMLCanvasElement, number>();
  const watch: Watch = {
    frames: 0,
    pictures: 0,
    images: 0,
    stop() {
      cancelAnimationFrame(request);
      CanvasRenderingContext2D.prototype.drawImage = draw;
      observer.disconnect();
    },
  };
  CanvasRenderingContext2D.prototype.drawImage = function (this: CanvasRenderingContext2D, ...of: unknown[]) {
    Reflect.apply(draw, this, of);
    if (viewports.some((viewport) => viewport.contains(this.canvas))) {
      if (drawn.get(this.canvas) !== watch.frames) watch.pictures += 1;
      drawn.set(this.canvas, watch.frames);
    }
  };
  const observer = new MutationObserver((changes) => {
    watch.images += changes.length;
  });
  for (const viewport of viewports) observer.observe(viewport, { attributeFilter: ['aria-label'] });
  let request = requestAnimationFrame(function tick() {
    watch.frames += 1;
    request = requestAnimationFrame(tick);
  });
  window.motionWatch = watch;
}

/** Runs in the page. */
function readWatch() {
  const watch = window.motionWatch;
  if (watch === undefined) throw new Error('nothing was watched');
  watch.stop();
  const { frames, pictures, images } = watch;
  return { frames, pictures, images };
}

/** Calls `step` at 60 a second, so often; late ones are not made up for. */
export async function inSteps(steps: number, step: (at: number) => Promise<void>): Promise<void> {
  const startedAtMs = performance.now();
  for (let at = 0; at < steps; at += 1) {
    await step(at);
    const restMs = startedAtMs + (at + 1) * screenFrameMs - performance.now();
    if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
  }
}

/** Opens a viewer link once in a Chromium that has never seen it, over a shaped line, and tells what it cost. */
import { launchChromium } from '../support/chromium.ts';
import { startShapedLine, type LineOptions } from './shaped-line.ts';

export interface OpenMeasure {
  firstImageMs: number;
  seriesLocalMs: number;
  bytesDown: number;
  /** Until the first image was seen to be there. */
  bytesDownAtFirst: number;
  requests: number;
  rangeRequests: number;
  longestTaskMs: number;
  /** Share of canvas pixels that differ from the commonest one: an empty canvas has none. */
  picture: number;
}

/** `performance.mark` names set by the viewer. */
const marks = { first: 'first-image', all: 'series-local' } as const;
const patienceMs = 60_000;

export async function openOnce(url: string, options: LineOptions): Promise<OpenMeasure> {
  const line = await startShapedLine(options);
  const browser = await launchChromium({
    args: [`--proxy-server=socks5://127.0.0.1:${String(line.port)}`, '--proxy-bypass-list=<-loopback>'],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    let requests = 0;
    let rangeRequests = 0;
    context.on('request', (request) => {
      requests += 1;
      if (request.headers()['range'] !== undefined) rangeRequests += 1;
    });
    await page.addInitScript(() => {
      const tasks: number[] = [];
      Object.assign(globalThis, { longTasks: tasks });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) tasks.push(entry.duration);
      }).observe({ type: 'longtask', buffered: true });
    });
    await page.goto(url, { waitUntil: 'commit' });
    const marked = (name: string) =>
      page.waitForFunction((wanted) => performance.getEntriesByName(wanted).length > 0, name, {
        timeout: patienceMs,
        polling: 10,
      });
    await marked(marks.first);
    const bytesDownAtFirst = line.counts().down;
    await marked(marks.all);
    const seen = await page.evaluate(readPage, marks);
    return { ...seen, bytesDown: line.counts().down, bytesDownAtFirst, requests, rangeRequests };
  } finally {
    await browser.close();
    await line.close();
  }
}

/** Runs in the page. */
function readPage(
  names: typeof marks,
): Omit<OpenMeasure, 'bytesDown' | 'bytesDownAtFirst' | 'requests' | 'rangeRequests'> {
  const at = (name: string): number => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN;
  const largest = [...document.querySelectorAll('canvas')].sort(
    (a, b) => b.width * b.height - a.width * a.height,
  )[0];
  const data = largest?.getContext('2d')?.getImageData(0, 0, largest.width, largest.height).data;
  const histogram = new Map<number, number>();
  const pixels = (data?.length ?? 0) / 4;
  for (let i = 0; i < pixels; i += 1) {
    const grey = data?.[4 * i] ?? 0;
    histogram.set(grey, (histogram.get(grey) ?? 0) + 1);
  }
  const commonest = Math.max(0, ...histogram.values());
  const { longTasks } = globalThis as unknown as { longTasks: number[] };
  return {
    firstImageMs: at(names.first),
    seriesLocalMs: at(names.all),
    longestTaskMs: Math.max(0, ...longTasks),
    picture: pixels === 0 ? 0 : 1 - commonest / pixels,
  };
}

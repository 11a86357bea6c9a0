/**
 * Opens a viewer link once in a Chromium that has never seen it, over a shaped line, and tells what it cost. The browser
 * is running and at rest by then, as it is for whoever follows a link. Nothing
 * asks the page anything before the series is here: what would wait in it is compiled and run on its thread.
 */
import { apiPaths } from '@pacs/shared/paths';
import { launchChromium } from '../support/chromium.ts';
import { processorsAtRest, startProcessorTime } from './processor-time.ts';
import { startShapedLine, type LineOptions } from './shaped-line.ts';

export interface OpenMeasure {
  /** The page itself is here; its answer is asked for; the answer is here. The last two are NaN where nothing is asked. */
  pageHereMs: number;
  askedMs: number;
  answeredMs: number;
  firstImageMs: number;
  seriesLocalMs: number;
  bytesDown: number;
  /** Until the first image was seen to be there. */
  bytesDownAtFirst: number;
  /** Seconds of processor until then, by whose they were. */
  processorAtFirst: Record<string, number>;
  requests: number;
  rangeRequests: number;
  longestTaskMs: number;
  /** Largest share of a canvas that differs from its commonest grey, as the mark was set: an empty one has none. */
  pictureAtFirst: number;
  /** The same at the end. */
  picture: number;
}

/** `performance.mark` names set by the viewer. */
const marks = { first: 'first-image', all: 'series-local' } as const;
const binding = 'tellBench';
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
    const devtools = await context.newCDPSession(page);
    await devtools.send('Runtime.enable');
    await devtools.send('Runtime.addBinding', { name: binding });
    let bytesDownAtFirst = Number.NaN;
    let processorAtFirst: Record<string, number> = {};
    let untilHere = { requests, rangeRequests };
    const missing = new Set<string>(Object.values(marks));
    const isHere = new Promise<void>((resolve, reject) => {
      const tooLate = setTimeout(() => {
        reject(new Error(`no ${[...missing].join(', ')} within a minute`));
      }, patienceMs);
      devtools.on('Runtime.bindingCalled', ({ payload }) => {
        if (payload === marks.first) {
          bytesDownAtFirst = line.counts().down;
          processorAtFirst = processorTime();
        }
        if (payload === marks.all) untilHere = { requests, rangeRequests };
        missing.delete(payload);
        // A small series may be here before a viewer of several panes has drawn any of it.
        if (missing.size > 0) return;
        clearTimeout(tooLate);
        resolve();
      });
    });
    await page.addInitScript(watchPage, { marks, binding });
    await processorsAtRest();
    const processorTime = startProcessorTime();
    await page.goto(url, { waitUntil: 'commit' });
    await isHere;
    const seen = await page.evaluate(readPage, { ...marks, open: apiPaths.openLink });
    return { ...seen, bytesDown: line.counts().down, bytesDownAtFirst, processorAtFirst, ...untilHere };
  } finally {
    await browser.close();
    await line.close();
  }
}

interface Watched {
  longTasks: number[];
  pictureShare: () => number;
  pictureAtFirst: number;
}

/** Runs in the page before its own scripts. */
function watchPage({ marks: { first, all }, binding: name }: { marks: typeof marks; binding: string }): void {
  const watched: Watched = {
    longTasks: [],
    // A small copy: reading a million pixels would hold the page up.
    pictureShare() {
      const shares = [...document.querySelectorAll('canvas')].map((canvas) => {
        const copy = new OffscreenCanvas(64, 64).getContext('2d');
        if (copy === null || canvas.width * canvas.height === 0) return 0;
        copy.drawImage(canvas, 0, 0, 64, 64);
        const { data } = copy.getImageData(0, 0, 64, 64);
        const histogram = new Map<number, number>();
        for (let i = 0; i < data.length; i += 4)
          histogram.set(data[i] ?? 0, (histogram.get(data[i] ?? 0) ?? 0) + 1);
        return 1 - Math.max(...histogram.values()) / 4096;
      });
      return Math.max(0, ...shares);
    },
    pictureAtFirst: 0,
  };
  Object.assign(globalThis, { watched });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) watched.longTasks.push(entry.duration);
  }).observe({ type: 'longtask', buffered: true });
  const tell = (globalThis as unknown as Record<string, (payload: string) => void>)[name];
  new PerformanceObserver((list) => {
    for (const mark of list.getEntries()) {
      if (mark.name === first) watched.pictureAtFirst = watched.pictureShare();
      if (mark.name === first || mark.name === all) tell?.(mark.name);
    }
  }).observe({ type: 'mark', buffered: true });
}

/** Runs in the page. */
function readPage(
  names: typeof marks & { open: string },
): Omit<OpenMeasure, 'bytesDown' | 'bytesDownAtFirst' | 'processorAtFirst' | 'requests' | 'rangeRequests'> {
  const at = (name: string): number => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN;
  const { watched } = globalThis as unknown as { watched: Watched };
  const entries = performance.getEntries() as PerformanceResourceTiming[];
  const page = entries.find(({ entryType }) => entryType === 'navigation');
  const asked = entries.find(({ name }) => name.endsWith(names.open));
  return {
    pageHereMs: page?.responseEnd ?? Number.NaN,
    askedMs: asked?.requestStart ?? Number.NaN,
    answeredMs: asked?.responseEnd ?? Number.NaN,
    firstImageMs: at(names.first),
    seriesLocalMs: at(names.all),
    longestTaskMs: Math.max(0, ...watched.longTasks),
    pictureAtFirst: watched.pictureAtFirst,
    picture: watched.pictureShare(),
  };
}

/** Memory of the process that a page runs in, its workers included. Linux only: Chromium tells no page's own. */
import { existsSync, readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';

const MiB = 1024 * 1024;

export interface MemoryMeter {
  /** MiB that are resident now; undefined where the system does not tell. */
  residentMiB(): number | undefined;
  /** MiB of the page's JavaScript heap, without what typed arrays hold. */
  heapMiB(): Promise<number>;
}

/** Of the renderer that uses most memory: there is one page in this browser. */
export async function meterMemory(browser: Browser, page: Page): Promise<MemoryMeter> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  const largest = renderers.sort((a, b) => (residentOf(b) ?? 0) - (residentOf(a) ?? 0))[0];
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  return {
    residentMiB: () => largest && residentOf(largest),
    async heapMiB() {
      const { metrics } = await client.send('Performance.getMetrics');
      return Math.round((metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / MiB);
    },
  };
}

function residentOf(pid: number): number | undefined {
  const path = `/proc/${String(pid)}/status`;
  if (!existsSync(path)) return undefined;
  const kiB = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(path, 'utf8'))?.[1];
  return kiB === undefined ? undefined : Math.round(Number(kiB) / 1024);
}

/** The viewer in Chromium, without any emulator: what its tests share. */
import { consentRevision } from '@pacs/shared/consent';
import { AxeBuilder } from '@axe-core/playwright';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, BrowserContextOptions, CDPSession, Page } from 'playwright-core';
import { launchChromium } from '../../support/chromium.ts';
import { packStudy, type PackedStudy } from '../harness/pack-study.ts';
import { serveViewer, type ServedViewer } from '../harness/serve.ts';

const wcag22aa = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const packed = new Map<string, PackedStudy>();
let dist: string;
let served: ServedViewer;
let browser: Browser;
export let page: Page;

/** Builds the app, unless PACS_VIEWER_DIST names a build. */
export async function startSite(studies: Readonly<Record<string, Uint8Array[]>>): Promise<void> {
  dist = process.env['PACS_VIEWER_DIST'] ?? (await builtViewer());
  for (const [name, files] of Object.entries(studies)) await addStudy(name, files);
  served = await serveViewer(dist, packed);
  browser = await launchChromium();
}

export async function addStudy(name: string, files: readonly Uint8Array[]): Promise<PackedStudy> {
  const study = await packStudy(name, files);
  packed.set(name, study);
  return study;
}

async function builtViewer(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'viewer-'));
  await promisify(execFile)(join(import.meta.dirname, '../../../node_modules/.bin/vite'), ['build'], {
    cwd: join(import.meta.dirname, '../../../web'),
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PACS_WEB_OUT_DIR: folder,
      VITE_FIREBASE_CONFIG: JSON.stringify({ apiKey: 'none', projectId: 'none' }),
    },
  });
  return folder;
}

export async function stopSite(): Promise<void> {
  await browser.close();
  await served.close();
  if (dist !== process.env['PACS_VIEWER_DIST']) await rm(dist, { recursive: true, force: true });
}

/** A page that has nothing on it yet. */
export async function newPage(options: BrowserContextOptions = {}): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    locale: 'en-GB',
    ...options,
  });
  page = await context.newPage();
}

export const site = { origin: (): string => served.origin };

export const addressOf = (name: string): string => `${served.origin}/v#${name}`;

export const closePage = (): Promise<void> => page.context().close();

/** What a visitor said earlier, and was recorded: the banner stays away. */
export const storeChoice = (...categories: string[]): Promise<unknown> => {
  const madeAt = new Date().toISOString();
  return page.addInitScript(
    (choice) => {
      localStorage.setItem('tracking-consent', JSON.stringify(choice));
    },
    {
      categories: ['necessary', ...categories],
      revision: consentRevision,
      consentId: '6f2c1c0e-7d1f-4d5e-9c57-0d9f5a4a2f11',
      consentTimestamp: madeAt,
      lastConsentTimestamp: madeAt,
      languageCode: 'en',
      data: { recorded: madeAt },
      expirationTime: Date.now() + 86_400_000,
    },
  );
};

export async function open(name: string, options: BrowserContextOptions = {}): Promise<void> {
  await newPage(options);
  await storeChoice();
  await page.goto(addressOf(name));
  // Without images nothing is waited for.
  if (packed.get(name)?.index.stacks.length === 0) return;
  await page.waitForFunction(() => performance.getEntriesByName('series-local').length > 0);
}

export const phone: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
};

export const viewerCode = '**/assets/viewer-*.js';

/** Keeps the viewer's code away until the answer is called: what stands before it can be looked at. */
export async function holdViewer(): Promise<() => void> {
  let letCome: () => void = () => undefined;
  const mayCome = new Promise<void>((resolve) => (letCome = resolve));
  await page.route(viewerCode, async (route) => {
    await mayCome;
    await route.continue();
  });
  return () => {
    letCome();
  };
}

/** Once the page has set this mark. */
export const marked = (name: string) =>
  page.waitForFunction((wanted) => performance.getEntriesByName(wanted).length > 0, name);

export const pane = (number: number) => page.getByRole('region', { name: `Pane ${String(number)}` });

export const words = async (number: number, place: string): Promise<string> =>
  (await pane(number).locator(`[data-place=${place}]`).innerText()).replace(/\s*\n\s*/g, ' | ');

export async function middleOf(number: number): Promise<{ x: number; y: number }> {
  const box = await pane(number).boundingBox();
  if (box === null) throw new Error('no such pane');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

export async function drag(from: [number, number], to: [number, number]): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
  await page.mouse.move(...to);
  await page.mouse.up();
}

type Touch = (
  type: 'touchStart' | 'touchMove' | 'touchEnd',
  ...points: [number, number][]
) => Promise<unknown>;

/** Fingers on the screen, as the browser gets them from the system. */
export async function fingers(): Promise<Touch> {
  const client: CDPSession = await page.context().newCDPSession(page);
  return (type, ...points) =>
    client.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map(([x, y], id) => ({ x, y, id })),
    });
}

export async function findings(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(wcag22aa).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

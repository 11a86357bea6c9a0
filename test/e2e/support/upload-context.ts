/** A browser for tests of uploading: every test has an account, a signed-in page and folders of its own. */
import { rm } from 'node:fs/promises';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launchChromium } from '../../support/chromium.ts';
import type { TestUser } from '../../support/stack-clients.ts';
import { tinyDicom } from '../../upload/fakes/tiny-dicom.ts';
import { command, folderOf, signedIn, uploader, type NamedFile } from './upload-page.ts';

export interface UploadContext {
  browser: Browser;
  context: BrowserContext;
  page: Page;
  user: TestUser;
  /** A folder that is gone after the test. */
  onDisk(files: readonly NamedFile[]): Promise<string>;
}

/** Registers the hooks; what it returns is filled before each test. Files travel as they are. */
export function uploadContext(): UploadContext {
  const folders: string[] = [];
  const on = {
    async onDisk(files: readonly NamedFile[]) {
      const folder = await folderOf(files, 'upload-');
      folders.push(folder);
      return folder;
    },
  } as UploadContext;
  beforeAll(async () => {
    on.browser = await launchChromium();
  });
  beforeEach(async () => {
    on.user = await uploader();
    on.context = await on.browser.newContext({ viewport: { width: 1440, height: 900 } });
    await on.context.addInitScript(() => {
      localStorage.setItem('upload-coding', 'never');
    });
    on.page = await signedIn(on.context, on.user);
  });
  afterEach(async () => {
    await on.context.close();
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  });
  afterAll(async () => {
    await on.browser.close();
  });
  return on;
}

let uids = Date.now();

/** The StudyInstanceUID of the study made last. */
export const lastStudyUID = (): string => `1.2.826.0.1.${String(uids)}`;

/** A study that no other test knows, of images that differ. */
export function study(images: number, side = 8): NamedFile[] {
  uids += 1;
  const root = lastStudyUID();
  return Array.from({ length: images }, (_, i) => ({
    name: `CT/${String(i).padStart(5, '0')}`,
    bytes: tinyDicom({
      sop: `${root}.2.${String(i + 1)}`,
      study: root,
      series: `${root}.1`,
      number: i + 1,
      pixels: 2 * side * side,
      noisy: true,
    }),
  }));
}

export async function openedStudy(page: Page): Promise<string> {
  const address = await page.getByRole('link', { name: 'Open study' }).first().getAttribute('href');
  return address?.split('/').at(-1) ?? '';
}

/** Bodies of bundles get no answer, those after the release do; what is not a body goes through. */
export async function holdBodies(of: Page, letThrough = 0): Promise<{ release(): Promise<void> }> {
  const held: Route[] = [];
  let through = 0;
  let isHolding = true;
  await of.route('**/v0/b/**', async (route) => {
    const isBody = command(route.request().headers()).startsWith('upload');
    if (!isHolding || !isBody || (through += 1) <= letThrough) await route.continue();
    else held.push(route);
  });
  return {
    async release() {
      isHolding = false;
      // Those of a page that is gone can't go on.
      await Promise.allSettled(held.map((route) => route.continue()));
    },
  };
}

/** Gives the app thousands of small files, or many studies, as a person does, and tells how long one task held the page. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { type LongTask, longestTasks } from '../e2e/support/main-thread.ts';
import { drop } from '../e2e/support/upload-page.ts';
import { tinyDicom } from '../upload/fakes/tiny-dicom.ts';
import { signIn, type SignIn } from './upload-once.ts';

interface Drop {
  folder: string;
  studies: number;
  /** Of each study. */
  files: number;
}

/** Milliseconds of processor of the longest tasks, longest first, from the drop until the list shows every image. */
export function longestTasksOfDrop(who: SignIn, given: Drop): Promise<LongTask[]> {
  return longestTasksOf(who, given, (page) => dropped(page, given));
}

/** The same, with what is pressed to send them, until so many seconds later. */
export function longestTasksOfUpload(who: SignIn, given: Drop, seconds: number): Promise<LongTask[]> {
  return longestTasksOf(who, given, async (page) => {
    await dropped(page, given);
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await page.waitForTimeout(seconds * 1000);
  });
}

async function dropped(page: Page, { folder, studies, files }: Drop): Promise<void> {
  await drop(page, folder);
  const images = `${(studies * files).toLocaleString('en-US')} images`;
  await page.getByText(images).first().waitFor({ timeout: 120_000 });
}

async function longestTasksOf(
  who: SignIn,
  given: Drop,
  action: (page: Page) => Promise<void>,
): Promise<LongTask[]> {
  for (let study = 1; study <= given.studies; study += 1) writeStudy(given, study);
  const browser = await launchChromium();
  try {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    await signIn(page, who);
    return await longestTasks(browser, page, () => action(page));
  } finally {
    await browser.close();
  }
}

function writeStudy({ folder, files }: Drop, study: number): void {
  const path = join(folder, `CT${String(study)}`);
  mkdirSync(path, { recursive: true });
  const root = `1.2.826.0.1.5000.${String(files)}.${String(study)}`;
  for (let number = 1; number <= files; number += 1)
    writeFileSync(
      join(path, String(number)),
      tinyDicom({
        sop: `${root}.2.${String(number)}`,
        study: root,
        series: `${root}.1`,
        number,
        noisy: true,
      }),
    );
}

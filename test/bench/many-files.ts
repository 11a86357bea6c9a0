/** Drops thousands of small files on the app as a person does, and tells how long one task held the page. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from '../support/chromium.ts';
import { type LongTask, longestTasks } from '../e2e/support/main-thread.ts';
import { drop } from '../e2e/support/upload-page.ts';
import { tinyDicom } from '../upload/fakes/tiny-dicom.ts';
import { signIn, type SignIn } from './upload-once.ts';

/** Milliseconds of processor of the longest tasks, longest first, from the drop until the list shows every image. */
export async function longestTasksOfDrop(who: SignIn, folder: string, files: number): Promise<LongTask[]> {
  mkdirSync(join(folder, 'CT'), { recursive: true });
  const root = '1.2.826.0.1.5000';
  for (let number = 1; number <= files; number += 1)
    writeFileSync(
      join(folder, 'CT', String(number)),
      tinyDicom({
        sop: `${root}.2.${String(number)}`,
        study: root,
        series: `${root}.1`,
        number,
        noisy: true,
      }),
    );
  const browser = await launchChromium();
  try {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    await signIn(page, who);
    return await longestTasks(browser, page, async () => {
      await drop(page, folder);
      const shown = page.getByText(`${files.toLocaleString('en-US')} images`).first();
      await shown.waitFor({ timeout: 120_000 });
    });
  } finally {
    await browser.close();
  }
}

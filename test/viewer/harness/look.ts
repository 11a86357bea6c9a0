/**
 * By hand: `node test/viewer/harness/look.ts DIST OUT` serves synthetic studies (and ../shared/dicom where it is)
 * in the built viewer and takes screenshots; `--serve` keeps serving instead.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ctVolume } from '../../../tools/seed/synthetic/ct-volume.ts';
import { mrSeries } from '../../../tools/seed/synthetic/mr-series.ts';
import { radiograph } from '../../../tools/seed/synthetic/radiograph.ts';
import { ultrasoundCine } from '../../../tools/seed/synthetic/ultrasound-cine.ts';
import { launchChromium } from '../../support/chromium.ts';
import { packStudy, type PackedStudy } from './pack-study.ts';
import { serveViewer } from './serve.ts';

const [dist = 'web/dist', out = 'screenshots', ...rest] = process.argv.slice(2);
const onlyServe = rest.includes('--serve');
const wanted = rest.filter((word) => !word.startsWith('--'));
const shared = join(import.meta.dirname, '../../../../shared/dicom');

async function filesUnder(folder: string, max = Infinity): Promise<Uint8Array[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).slice(0, max);
  return Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name))));
}

const say = (...words: unknown[]) => process.stdout.write(`${words.join(' ')}\n`);

const bytesOf = (files: readonly { bytes: Uint8Array }[]) => files.map(({ bytes }) => bytes);

const makers: Readonly<Record<string, () => Promise<Uint8Array[]>>> = {
  ct: () => Promise.resolve(bytesOf(ctVolume())),
  mr: () => Promise.resolve(bytesOf(mrSeries())),
  us: () => Promise.resolve(bytesOf(ultrasoundCine())),
  dx: () => Promise.resolve(bytesOf(radiograph())),
  'real-mr': () => filesUnder(join(shared, 'series/neurolabusc+dcm_qa_nih')),
  'real-ct': () => filesUnder(join(shared, 'series/neurolabusc+dcm_qa_ct')),
  mixed: () => filesUnder(join(shared, 'pydicom+pydicom')),
};

const studies = new Map<string, PackedStudy>();
for (const [name, make] of Object.entries(makers)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const files = await make();
  if (files.length > 0) studies.set(name, await packStudy(name, files));
  say(
    name,
    files.length,
    studies
      .get(name)
      ?.index.stacks.map(({ frames }) => frames.length)
      .join(' '),
  );
}

const served = await serveViewer(dist, studies, onlyServe ? 33333 : 0);
say(served.origin);
if (!onlyServe) {
  await mkdir(out, { recursive: true });
  const browser = await launchChromium();
  for (const [width, height, density] of [
    [1440, 900, 1],
    [768, 1024, 1],
    [360, 740, 2],
  ] as const) {
    const context = await browser.newContext({
      viewport: { width, height },
      deviceScaleFactor: density,
      hasTouch: width < 800,
    });
    for (const name of studies.keys()) {
      const page = await context.newPage();
      page.on('console', (message) => {
        say(name, message.type(), message.text());
      });
      page.on('pageerror', (error) => {
        say(name, 'error', error.message);
      });
      const before = served.requests.length;
      await page.goto(`${served.origin}/v#${name}`);
      await page
        .waitForFunction(() => performance.getEntriesByName('series-local').length > 0, undefined, {
          timeout: 20_000,
        })
        .catch(() => {
          say(name, 'series not local');
        });
      const marks = await page.evaluate(() =>
        performance
          .getEntriesByType('mark')
          .map(({ name: mark, startTime }) => `${mark} ${startTime.toFixed(0)}`),
      );
      const requests = served.requests.slice(before).filter((line) => line.includes('/packs/')).length;
      say(name, String(width), marks.join(', '), `${String(requests)} ranges`);
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(out, `${name}-${String(width)}.png`) });
      await page.close();
    }
    await context.close();
  }
  await browser.close();
  await served.close();
}

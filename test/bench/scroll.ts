/**
 * `npm run bench:scroll`: how smoothly decoded images move in the built viewer, and what memory it takes. One JSON line a
 * case; `npm run bench:scroll -- NAME…` runs some. No emulators: links are answered by the tests' harness.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWebBuild } from '../../tools/build/build-web.ts';
import { launchChromium } from '../support/chromium.ts';
import { serveViewer } from '../viewer/harness/serve.ts';
import { scrollCases } from './scroll/cases.ts';

const wanted = process.argv.slice(2);
const cases = scrollCases.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const say = (words: string) => process.stderr.write(`${words}\n`);

const given = process.env['PACS_WEB_DIST'];
const dist = given ?? mkdtempSync(join(tmpdir(), 'bench-scroll-'));
try {
  if (given === undefined) {
    say('Building the web app …');
    await startWebBuild(dist, {}).done;
  }
  for (const { name, study, run } of cases) {
    say(`${name} …`);
    const served = await serveViewer(dist, new Map([[name, await study()]]));
    const browser = await launchChromium();
    try {
      const result = await run(browser, `${served.origin}/v#${name}`);
      process.stdout.write(`${JSON.stringify({ case: name, ...result })}\n`);
    } finally {
      await browser.close();
      await served.close();
    }
  }
} finally {
  if (given === undefined) rmSync(dist, { recursive: true, force: true });
}

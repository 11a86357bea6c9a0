/** A link in the built app whose study lies here: the answer of opening it and its packs are given by the test. */
import type { Page } from 'playwright-core';
import { encodeOpened } from '@pacs/shared/opened';
import { stackInfo } from '../../support/stack.ts';
import type { PackedStudy } from '../../viewer/harness/pack-study.ts';

export async function openRoutedLink(page: Page, study: PackedStudy): Promise<void> {
  const { web } = stackInfo().origins;
  await page.route('**/api/link/open', (route) => {
    const nowMs = Date.now();
    const frames = Object.fromEntries(
      study.packs.map((_, pack) => [String(pack), `${web}/packs/${String(pack)}`]),
    );
    const body = encodeOpened(
      {
        ...study.opened,
        urls: { frames, expireAtMs: nowMs + 600_000 },
        serverNowMs: nowMs,
        indexBytes: study.indexGzip.length,
        link: { linkId: 'link', session: 'session', expiresAtMs: nowMs + 86_400_000 },
      },
      study.indexGzip,
      study.lead,
    );
    return route.fulfill({ contentType: 'application/octet-stream', body: Buffer.from(body) });
  });
  await page.route('**/packs/*', (route, request) => {
    const [, from = 0, to = 0] =
      /bytes=(\d+)-(\d+)/.exec(request.headers()['range'] ?? '')?.map(Number) ?? [];
    const pack = study.packs[Number(new URL(request.url()).pathname.split('/').at(-1))];
    return route.fulfill({ status: 206, body: Buffer.from((pack ?? new Uint8Array()).slice(from, to + 1)) });
  });
  await page.goto(`${web}/v#${'a'.repeat(27)}`);
}

import { crc32c } from '@pacs/shared/crc32c';
import { AppError } from '@pacs/shared/errors';
import type { IndexDocument } from '@pacs/shared/manifest';
import { expect, test } from 'vitest';
import { openBook } from '../../web/src/viewer/core/signed-urls.ts';
import { createVideoReader } from '../../web/src/viewer/source/read-video.ts';
import { createUrlKeeper, type RenewUrls } from '../../web/src/viewer/source/url-keeper.ts';

const MiB = 1024 * 1024;
const at = 1000;
const stream = Uint8Array.from({ length: 9 * MiB }, (_, i) => (i * 31) % 251);
const pack = new Uint8Array(at + stream.length);
pack.set(stream, at);

const document: IndexDocument = {
  id: 'i',
  series: 's',
  sopClassUID: '',
  modality: 'ES',
  video: {
    transferSyntaxUID: '1.2.840.10008.1.2.4.102',
    frame: {
      pack: 0,
      coding: 'as-is',
      leadAt: 0,
      leadBytes: 0,
      restAt: at,
      restBytes: stream.length,
      crc: crc32c(stream),
      resolutions: [],
      bitOffset: 0,
    },
  },
};

/** `answer` has the first word about the request of this number. */
function reader(answer: (request: number, url: string) => Response | undefined, renew?: RenewUrls) {
  const asked: string[] = [];
  const fetchBytes: typeof fetch = (input, init) => {
    const range = new Headers(init?.headers).get('range') ?? '';
    const [, from = 0, end = 0] = /bytes=(\d+)-(\d+)/.exec(range)?.map(Number) ?? [];
    const url = typeof input === 'string' ? input : '';
    asked.push(`${url} ${String(from)}-${String(end + 1)}`);
    const other = answer(asked.length, url);
    return Promise.resolve(other ?? new Response(pack.slice(from, end + 1), { status: 206 }));
  };
  const book = openBook({ frames: { 0: 'first' }, expireAtMs: 1e12 }, 0, 0);
  const renewed: RenewUrls = renew ?? (() => Promise.resolve({ frames: { 0: 'second' }, expireAtMs: 1e12 }));
  const read = createVideoReader({
    fetchBytes,
    urls: createUrlKeeper(book, renewed, () => 0),
    delay: () => Promise.resolve(),
  });
  const shares: number[] = [];
  const run = () =>
    read(document, {
      signal: new AbortController().signal,
      onProgress: (share) => shares.push(share),
    });
  return { asked, shares, run };
}

test('a video comes in ranges and is whole at the end', async () => {
  const { asked, shares, run } = reader(() => undefined);
  expect(crc32c(await run())).toBe(crc32c(stream));
  expect(asked).toEqual([
    `first ${String(at)}-${String(at + 4 * MiB)}`,
    `first ${String(at + 4 * MiB)}-${String(at + 8 * MiB)}`,
    `first ${String(at + 8 * MiB)}-${String(at + 9 * MiB)}`,
  ]);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
});

test('what broke off is fetched again from there, not from the beginning', async () => {
  const { asked, run } = reader((request) =>
    request === 2 ? new Response(new Uint8Array(10), { status: 206 }) : undefined,
  );
  expect(crc32c(await run())).toBe(crc32c(stream));
  expect(asked).toHaveLength(4);
  expect(asked[2]).toBe(asked[1]);
});

test('an address that is refused is renewed once', async () => {
  const { asked, run } = reader((_, url) =>
    url === 'first' ? new Response(null, { status: 403 }) : undefined,
  );
  expect(crc32c(await run())).toBe(crc32c(stream));
  expect(asked).toHaveLength(4);
});

test('where access has ended, it says so', async () => {
  const refused = () => new Response(null, { status: 403 });
  await expect(reader(refused).run()).rejects.toMatchObject({ reason: 'gone' });
  const noMore = () => Promise.reject(new AppError('link-unavailable'));
  await expect(reader(refused, noMore).run()).rejects.toMatchObject({ reason: 'gone' });
});

test('a video that differs from what was stored is fetched once more and never shown', async () => {
  const wrong = () => new Response(new Uint8Array(4 * MiB), { status: 206 });
  const { asked, run } = reader((request) => (request % 3 === 1 ? wrong() : undefined));
  await expect(run()).rejects.toMatchObject({ reason: 'damaged' });
  expect(asked).toHaveLength(6);
});

test('a server that never answers is given up', async () => {
  const { asked, run } = reader(() => new Response(null, { status: 503 }));
  await expect(run()).rejects.toMatchObject({ reason: 'unreachable' });
  expect(asked).toHaveLength(5);
});

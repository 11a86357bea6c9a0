import { crc32c } from '@pacs/shared/crc32c';
import { AppError } from '@pacs/shared/errors';
import type { FrameRef, IndexInstance } from '@pacs/shared/manifest';
import { expect, test, vi } from 'vitest';
import type { FrameNews } from '../../web/src/viewer/core/frame-source.ts';
import { openBook } from '../../web/src/viewer/core/signed-urls.ts';
import { createPackSource } from '../../web/src/viewer/source/pack-source.ts';
import { createUrlKeeper } from '../../web/src/viewer/source/url-keeper.ts';
import { eventually } from '../support/eventually.ts';

const leadBytes = 50;
const restBytes = 400;

/** `count` frames as ingest lays them out, and the pack that holds them. */
function packOf(count: number) {
  const pack = Uint8Array.from({ length: count * (leadBytes + restBytes) }, (_, i) => (i * 31) % 251);
  const frames = Array.from({ length: count }, (_, i): FrameRef => {
    const leadAt = i * leadBytes;
    const restAt = count * leadBytes + i * restBytes;
    const bytes = new Uint8Array([
      ...pack.subarray(leadAt, leadAt + leadBytes),
      ...pack.subarray(restAt, restAt + restBytes),
    ]);
    const crc = crc32c(bytes);
    return {
      pack: 0,
      coding: 'htj2k',
      leadAt,
      leadBytes,
      restAt,
      restBytes,
      crc,
      resolutions: [],
      bitOffset: 0,
    };
  });
  const instances = frames.map((frame, i): IndexInstance => ({
    id: String(i),
    series: 's',
    sopClassUID: '',
    transferSyntaxUID: '',
    modality: 'MR',
    role: 'primary',
    frames: [frame],
  }));
  return { pack, instances };
}

type Answer = (url: string, from: number, to: number) => Response | undefined;

/** A bucket that answers ranges of `pack`, unless `answer` has another answer for this request. */
function world(pack: Uint8Array, answer: Answer = () => undefined, expireAtMs = 1e12) {
  const asked: string[] = [];
  let renewals = 0;
  const fetchBytes: typeof fetch = (input, init) => {
    const [, from = 0, end = 0] =
      /bytes=(\d+)-(\d+)/.exec(new Headers(init?.headers).get('range') ?? '')?.map(Number) ?? [];
    const url = typeof input === 'string' ? input : '';
    asked.push(`${url} ${String(from)}-${String(end + 1)}`);
    const body = pack.slice(from, end + 1);
    return Promise.resolve(answer(url, from, end + 1) ?? new Response(body, { status: 206 }));
  };
  const renew = vi.fn((packs: number[]) => {
    renewals += 1;
    const frames = Object.fromEntries(packs.map((number) => [number, `renewed-${String(renewals)}`]));
    return Promise.resolve({ frames, expireAtMs: 2e12 });
  });
  const urls = createUrlKeeper(openBook({ frames: { 0: 'first' }, expireAtMs }, 0, 0), renew, () => 0);
  return { asked, renew, parts: { fetchBytes, urls, delay: () => Promise.resolve() } };
}

function collect(source: ReturnType<typeof createPackSource>) {
  const news: FrameNews[] = [];
  source.subscribe((one) => news.push(one));
  return {
    news,
    of: (kind: FrameNews['kind']) => news.filter((one) => one.kind === kind).map(({ address }) => address[0]),
  };
}

const full = (instance: number) => ({ address: [instance, 0] as const, part: 'full' as const });

test('frames arrive whole and proven, in few requests', async () => {
  const { pack, instances } = packOf(40);
  const { parts, asked } = world(pack);
  const source = createPackSource({ instances }, parts);
  const got = collect(source);
  source.wish(instances.map((_, i) => full(i)));
  await eventually(() => {
    expect(got.of('full')).toHaveLength(40);
  });
  expect(asked.length).toBeLessThanOrEqual(4);
  const one = got.news.find((news) => news.kind === 'full' && news.address[0] === 7);
  expect(one?.kind === 'full' && crc32c(one.bytes)).toBe(instances[7]?.frames[0]?.crc);
});

test('leading bytes at hand do not come again', async () => {
  const { pack, instances } = packOf(1);
  const { parts, asked } = world(pack);
  const source = createPackSource({ instances }, parts);
  const got = collect(source);
  source.wish([{ ...full(0), lead: pack.slice(0, leadBytes) }]);
  await eventually(() => {
    expect(got.of('full')).toEqual([0]);
  });
  expect(asked).toEqual([`first ${String(leadBytes)}-${String(leadBytes + restBytes)}`]);
});

test('a refused URL is renewed once and the user sees nothing of it', async () => {
  const { pack, instances } = packOf(3);
  const { parts, renew } = world(pack, (url) =>
    url === 'first' ? new Response(null, { status: 403 }) : undefined,
  );
  const source = createPackSource({ instances }, parts);
  const got = collect(source);
  source.wish([full(0), full(1), full(2)]);
  await eventually(() => {
    expect(got.of('full')).toHaveLength(3);
  });
  expect(renew).toHaveBeenCalledTimes(1);
});

test('where the renewed URL is refused too, access has ended', async () => {
  const { pack, instances } = packOf(2);
  const { parts } = world(pack, () => new Response(null, { status: 403 }));
  const source = createPackSource({ instances }, parts);
  const got = collect(source);
  source.wish([full(0), full(1)]);
  await eventually(() => {
    expect(got.news).toMatchObject([
      { kind: 'failed', reason: 'gone' },
      { kind: 'failed', reason: 'gone' },
    ]);
  });
});

test('in a link’s last minute images still come, by one renewal', async () => {
  const { pack, instances } = packOf(3);
  const { parts, asked } = world(pack);
  const renew = vi.fn(() => Promise.resolve({ frames: { 0: 'last' }, expireAtMs: 30_000 }));
  const urls = createUrlKeeper(
    openBook({ frames: { 0: 'first' }, expireAtMs: 30_000 }, 0, 0),
    renew,
    () => 0,
  );
  const source = createPackSource({ instances }, { ...parts, urls });
  const got = collect(source);
  for (const one of [0, 1, 2]) {
    source.wish([full(one)]);
    await eventually(() => {
      expect(got.of('full')).toContain(one);
    });
  }
  expect(asked.every((line) => line.startsWith('last '))).toBe(true);
  expect(renew).toHaveBeenCalledTimes(1);
});

test('URLs near their end are renewed before they are used; a dead link says so', async () => {
  const { pack, instances } = packOf(1);
  const { parts, asked, renew } = world(pack, undefined, 30_000);
  const source = createPackSource({ instances }, parts);
  const got = collect(source);
  source.wish([full(0)]);
  await eventually(() => {
    expect(got.of('full')).toEqual([0]);
  });
  expect(asked.every((line) => line.startsWith('renewed-1 '))).toBe(true);

  renew.mockRejectedValue(new AppError('link-unavailable'));
  const dead = createPackSource({ instances }, world(pack, undefined, 30_000).parts);
  const late = createPackSource(
    { instances },
    {
      ...parts,
      urls: createUrlKeeper(openBook({ frames: {}, expireAtMs: 0 }, 0, 0), renew, () => 0),
    },
  );
  const refused = collect(late);
  late.wish([full(0)]);
  await eventually(() => {
    expect(refused.news).toMatchObject([{ kind: 'failed', reason: 'gone' }]);
  });
  dead.close();
});

test('a renewal that only failed for now is tried again', async () => {
  const { pack, instances } = packOf(1);
  const { parts, renew } = world(pack, undefined, 30_000);
  renew.mockRejectedValueOnce(new AppError('too-many-requests'));
  const source = createPackSource({ instances }, parts);
  const got = collect(source);
  source.wish([full(0)]);
  await eventually(() => {
    expect(got.of('full')).toEqual([0]);
  });
});

test('a range that fails is tried again; one that always fails is given up', async () => {
  const { pack, instances } = packOf(1);
  let failures = 2;
  const flaky = world(pack, () => (failures-- > 0 ? new Response(null, { status: 503 }) : undefined));
  const source = createPackSource({ instances }, flaky.parts);
  const got = collect(source);
  source.wish([full(0)]);
  await eventually(() => {
    expect(got.of('full')).toEqual([0]);
  });

  const dead = createPackSource({ instances }, world(pack, () => new Response(null, { status: 503 })).parts);
  const lost = collect(dead);
  dead.wish([full(0)]);
  await eventually(() => {
    expect(lost.news).toMatchObject([{ kind: 'failed', reason: 'unreachable' }]);
  });
});

test('bytes that are not the stored ones are fetched once more, then reported, and the others are not touched', async () => {
  const { pack, instances } = packOf(2);
  const bad = pack.slice();
  const at = instances[0]?.frames[0]?.restAt ?? 0;
  bad[at] = (bad[at] ?? 0) ^ 1;
  const { parts, asked } = world(bad);
  const source = createPackSource({ instances }, parts);
  const got = collect(source);
  source.wish([full(0), full(1)]);
  await eventually(() => {
    expect(got.of('failed')).toEqual([0]);
  });
  expect(got.of('full')).toEqual([1]);
  expect(got.news.filter(({ kind }) => kind === 'failed')).toMatchObject([{ reason: 'damaged' }]);
  expect(asked.filter((line) => line.includes(` ${String(at)}-`)).length).toBe(2);
});

test('an answer shorter than the range is not taken for the range', async () => {
  const { pack, instances } = packOf(1);
  let short = 1;
  const { parts } = world(pack, (_, from, to) =>
    short-- > 0 ? new Response(pack.slice(from, to - 1), { status: 206 }) : undefined,
  );
  const source = createPackSource({ instances }, parts);
  const got = collect(source);
  source.wish([full(0)]);
  await eventually(() => {
    expect(got.of('full')).toEqual([0]);
  });
  expect(got.of('failed')).toEqual([]);
});

test('lookup tables are proven too', async () => {
  const { pack, instances } = packOf(1);
  const source = createPackSource({ instances }, world(pack).parts);
  const bytes = pack.slice(10, 30);
  await expect(source.blob({ pack: 0, at: 10, bytes: 20, crc: crc32c(bytes) })).resolves.toEqual(bytes);
  await expect(source.blob({ pack: 0, at: 10, bytes: 20, crc: 1 })).rejects.toThrow();
});

/** How bytes of a bundle are read and written in steps: what is read, how often, and that nothing is lost. */
import { createHash } from 'node:crypto';
import { deflateRawSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { limits } from '@pacs/shared/limits';
import { inSteps, stepBytes } from '../../functions/src/core/byte-steps.ts';
import { memorySource, windowed } from '../../functions/src/core/ingest/bundle-source.ts';
import { gzipParts } from '../../functions/src/core/ingest/gzip-parts.ts';
import { openBundle } from '../../functions/src/core/ingest/open-bundle.ts';
import type { BundleSource } from '../../functions/src/core/ports.ts';
import { freshOpening } from './support/opening.ts';
import { seeded } from './support/processes.ts';
import { rawZip } from './support/raw-zip.ts';

function noise(bytes: number): Uint8Array<ArrayBuffer> {
  const random = seeded(bytes);
  return Uint8Array.from({ length: bytes }, () => 256 * random());
}

function watchedSource(bytes: Uint8Array): { source: BundleSource; reads: [at: number, length: number][] } {
  const held = memorySource(bytes);
  const reads: [number, number][] = [];
  return {
    reads,
    source: {
      bytes: held.bytes,
      read: (at, length) => {
        reads.push([at, length]);
        return held.read(at, length);
      },
    },
  };
}

const MiB = 1024 * 1024;

describe('a bundle is read', () => {
  const bytes = new Uint8Array(10 * MiB);
  new DataView(bytes.buffer).setUint32(2 * MiB - 2, 0x01020304);
  const inWindows = { wholeBytes: 10 * MiB - 1, windowBytes: 2 * MiB };
  const mark = Uint8Array.of(1, 2, 3, 4);

  test('at once where it is small, whatever is asked first', async () => {
    const { source, reads } = watchedSource(bytes);
    const small = windowed(source, { wholeBytes: 10 * MiB, windowBytes: 2 * MiB });
    expect(await small.read(9 * MiB, 5)).toHaveLength(5);
    expect(await small.read(2 * MiB - 2, 4)).toEqual(mark);
    expect(reads).toEqual([[0, 10 * MiB]]);
  });

  test('in windows where it is larger by a byte, each once', async () => {
    const { source, reads } = watchedSource(bytes);
    const large = windowed(source, inWindows);
    for (const at of [0, 4, 2 * MiB - 1, 2 * MiB, 4 * MiB - 1])
      expect(await large.read(at, 1)).toHaveLength(1);
    expect(await large.read(2 * MiB - 2, 4)).toEqual(mark);
    expect(reads).toEqual([
      [0, 2 * MiB],
      [2 * MiB, 2 * MiB],
      [2 * MiB - 2, 2 * MiB],
    ]);
  });

  test('past the window where more is asked than it holds, and the window stays', async () => {
    const { source, reads } = watchedSource(bytes);
    const large = windowed(source, inWindows);
    await large.read(0, 2 * MiB);
    expect(await large.read(MiB, 2 * MiB + 1)).toHaveLength(2 * MiB + 1);
    await large.read(5, 5);
    expect(reads).toEqual([
      [0, 2 * MiB],
      [MiB, 2 * MiB + 1],
    ]);
  });

  test('to its end and no further, from a mebibyte before it where its directory is asked for', async () => {
    const { source, reads } = watchedSource(bytes);
    const large = windowed(source, inWindows);
    expect(await large.read(10 * MiB - 22, 50)).toHaveLength(22);
    expect(await large.read(10 * MiB, 5)).toHaveLength(0);
    expect(reads).toEqual([[9 * MiB, MiB]]);
    expect(large.bytes).toBe(10 * MiB);
  });
});

describe('an entry larger than a window', () => {
  const data = noise(limits.bundleWindowBytes + 1000);
  const raw = deflateRawSync(data, { level: 1 });
  const only = async (source: BundleSource) => {
    const files = [];
    for await (const file of openBundle(source, freshOpening())) files.push(file);
    expect(files).toHaveLength(1);
    return files[0];
  };

  test('is inflated in steps of it', async () => {
    expect(raw.length).toBeGreaterThan(limits.bundleWindowBytes);
    const { source } = watchedSource(rawZip([{ name: 'a', data, raw }]));
    const file = await only(source);
    expect(file).toMatchObject({ status: 'file' });
    if (file?.status === 'file') expect(Buffer.compare(file.bytes, data)).toBe(0);
  });

  test.each([
    ['ends a byte before what it declares', { size: data.length + 1 }, 'zip-crc-mismatch'],
    ['goes on a byte past what it declares', { size: data.length - 1 }, 'zip-damaged'],
    ['has another checksum', { crc: 1 }, 'zip-crc-mismatch'],
    ['is no deflate stream', { raw: data.map((byte) => byte | 7) }, 'zip-crc-mismatch'],
  ])('%s: refused', async (_what, lie, reason) => {
    expect(await only(memorySource(rawZip([{ name: 'a', data, raw, ...lie }])))).toMatchObject({
      status: 'rejected',
      reason,
    });
  });
});

describe('parts', () => {
  const memory = { taken: () => undefined };
  const parts = () => [
    noise(10),
    new Uint8Array(),
    noise(stepBytes + 5),
    noise(7),
    noise(stepBytes - 7),
    noise(3),
  ];
  const whole = Buffer.concat(parts());

  test('go on in steps of a good size, all of them, large ones without a copy', () => {
    const given = parts();
    const steps = [...inSteps(given)];
    expect(Buffer.compare(Buffer.concat(steps), whole)).toBe(0);
    const isSmall = steps.slice(0, -1).map(({ length }) => length < stepBytes);
    expect(isSmall.some((small, at) => small && isSmall[at + 1] === true)).toBe(false);
    const large = noise(stepBytes);
    expect([...inSteps([large])][0]).toBe(large);
    expect([...inSteps([noise(10), large])][1]).toBe(large);
  });

  test('are one gzip together, and are taken out of their array', async () => {
    const given = parts();
    const zipped = await gzipParts(given, memory);
    expect(given).toEqual([]);
    expect(Buffer.compare(gunzipSync(Buffer.concat(zipped)), whole)).toBe(0);
  });

  test('what zips to more than it may is stored: one gzip still, in views of what was given', async () => {
    const given = [noise(10), noise(200_000), new Uint8Array(), noise(0xffff)];
    const all = Buffer.concat(given);
    const large = given[1]?.buffer;
    const zipped = await gzipParts(given, memory, 100_000);
    expect(Buffer.compare(gunzipSync(Buffer.concat(zipped)), all)).toBe(0);
    expect(zipped.filter(({ buffer }) => buffer === large)).toHaveLength(Math.ceil(200_000 / 0xffff));
    const inBrowsers = new Blob([Buffer.concat(zipped)])
      .stream()
      .pipeThrough(new DecompressionStream('gzip'));
    expect(Buffer.compare(Buffer.from(await new Response(inBrowsers).arrayBuffer()), all)).toBe(0);
  });

  test('text gets small', async () => {
    const text = new TextEncoder().encode('sSliceArray.asSlice[0].sPosition.dTra = 12.5\n'.repeat(5000));
    const zipped = Buffer.concat(await gzipParts([text], memory));
    expect(zipped.length).toBeLessThan(text.length / 20);
    const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(digest(gunzipSync(zipped))).toBe(digest(text));
  });
});

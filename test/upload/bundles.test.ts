import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { limits } from '@pacs/shared/limits';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { crc32 as zlibCrc32 } from 'node:zlib';
import { planBundles, tooLargeForBundle } from '../../web/src/upload/core/bundles.ts';
import { crc32 } from '../../web/src/intake/core/crc32.ts';
import { writeBundle } from '../../web/src/upload/core/write-bundle.ts';
import { zipBlob } from '../../web/src/upload/core/zip-layout.ts';
import { listZip } from '../../web/src/intake/sources/list-zip.ts';
import { noise } from './fakes/instances.ts';

const MiB = 1024 * 1024;
const plain = (bytes: number, frames = 1) => ({
  travelBytes: bytes,
  maxTravelBytes: bytes,
  expandedBytes: bytes,
  workBytes: 0,
  frames,
});

describe('planning bundles', () => {
  it('fills bundles to about the target and keeps the order', () => {
    const sizes = Array.from({ length: 100 }, (_, i) => MiB + i);
    const planned = planBundles(sizes, plain);
    expect(planned.flat()).toEqual(sizes);
    for (const bundle of planned) {
      expect(bundle.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(limits.bundleTargetBytes);
    }
    expect(planned.length).toBeLessThan(6);
  });

  it('never puts more instances into one than ingest takes', () => {
    const planned = planBundles(new Array<number>(1201).fill(10), plain);
    expect(planned.map((bundle) => bundle.length)).toEqual([500, 500, 201]);
  });

  it('splits by what the files expand to where they travel small', () => {
    const blank = {
      travelBytes: 1000,
      maxTravelBytes: 1000,
      expandedBytes: 60 * MiB,
      workBytes: 0,
      frames: 1,
    };
    expect(planBundles([1, 2, 3, 4, 5], () => blank).map((bundle) => bundle.length)).toEqual([2, 2, 1]);
  });

  it('splits by what has to be worked on before it leaves, and only that', () => {
    const target = (at: number) => (at === 0 ? 10 : 20);
    const weigh = (workBytes: number) => ({ ...plain(10), workBytes });
    expect(planBundles([5, 5, 5, 15, 0, 0, 5], weigh, target)).toEqual([[5, 5], [5, 15, 0, 0], [5]]);
  });

  it('lets a large file travel alone and refuses one over the limit', () => {
    expect(planBundles([MiB, 100 * MiB, MiB], plain)).toEqual([[MiB], [100 * MiB], [MiB]]);
    expect(tooLargeForBundle(plain(100 * MiB))).toBeUndefined();
    expect(tooLargeForBundle(plain(limits.bundleMaxBytes))).toBe('instance-too-large');
  });

  it('keeps the frames of a bundle well within what ingest takes, and refuses a file of more', () => {
    const most = limits.bundleMaxFrames;
    const counts = [most / 4, most / 4, 1, most, most / 2, most / 2];
    const planned = planBundles(counts, (frames) => plain(10, frames));
    expect(planned).toEqual([[most / 4, most / 4], [1], [most], [most / 2], [most / 2]]);
    expect(tooLargeForBundle(plain(10, most))).toBeUndefined();
    expect(tooLargeForBundle(plain(10, most + 1))).toBe('image-too-large');
  });

  it('stays under the limit even where nothing deflates', () => {
    const hopeful = {
      travelBytes: MiB,
      maxTravelBytes: 60 * MiB,
      expandedBytes: 60 * MiB,
      workBytes: 0,
      frames: 1,
    };
    expect(planBundles([1, 2, 3], () => hopeful).map((bundle) => bundle.length)).toEqual([2, 1]);
  });
});

describe('the CRC-32 of a file', () => {
  it('is the one that every ZIP reader computes, for every length and in pieces', () => {
    for (const length of [0, 1, 7, 8, 9, 1000, 65_537]) {
      const bytes = noise(length, length + 1);
      expect(crc32(bytes)).toBe(zlibCrc32(bytes));
      const cut = length >> 1;
      expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(zlibCrc32(bytes));
    }
  });
});

const noCoding = () => Promise.resolve(undefined);

describe('a bundle', () => {
  const compressible = new Uint8Array(50_000).fill(7);
  const files = [noise(10_000, 1), compressible, new Uint8Array(1)];

  async function written(): Promise<Blob> {
    const { bundle, lost } = await writeBundle(
      files.map((bytes) => ({
        data: new Blob([bytes]),
        packing: 'stored' as const,
        bytes: bytes.length,
        crc32: crc32(bytes),
        sha256: '',
        deflate: true,
        code: false,
      })),
      noCoding,
    );
    expect(lost).toEqual([]);
    return bundle;
  }

  it('is read back byte for byte by JSZip, entries named by ordinal', async () => {
    const zip = await JSZip.loadAsync(await (await written()).arrayBuffer(), { checkCRC32: true });
    expect(Object.keys(zip.files)).toEqual(['000000', '000001', '000002']);
    for (const [i, file] of Object.values(zip.files).entries())
      expect(await file.async('uint8array')).toEqual(files[i]);
  });

  it('is read back byte for byte by zip.js with its CRCs checked', async () => {
    const reader = new ZipReader(new BlobReader(await written()), {
      useWebWorkers: false,
      checkSignature: true,
    });
    const entries = await reader.getEntries();
    expect(entries).toHaveLength(3);
    for (const [i, entry] of entries.entries()) {
      if (entry.directory) throw new Error('a folder');
      expect(await entry.getData(new Uint8ArrayWriter())).toEqual(files[i]);
    }
  });

  it('deflates what shrinks and leaves the rest as it is', async () => {
    const listed = await listZip(await written());
    if (listed.status !== 'ok') throw new Error(listed.reason);
    expect(listed.entries.map((entry) => entry.status === 'ok' && entry.packing)).toEqual([
      'stored',
      'deflated',
      'stored',
    ]);
    expect(listed.entries[1]).toMatchObject({ bytes: 50_000 });
  });

  it('copies an entry of the user’s ZIP without inflating it', async () => {
    const theirs = new JSZip();
    theirs.file('images/a', compressible, { compression: 'DEFLATE' });
    const archive = new Blob([await theirs.generateAsync({ type: 'arraybuffer' })]);
    const listed = await listZip(archive);
    if (listed.status !== 'ok') throw new Error(listed.reason);
    const entry = listed.entries[0];
    if (entry?.status !== 'ok') throw new Error('refused');
    const data = archive.slice(entry.at, entry.at + entry.storedBytes);
    const { bundle } = await writeBundle(
      [{ ...entry, data, sha256: '', deflate: false, code: false }],
      noCoding,
    );
    expect(bundle.size).toBe(entry.storedBytes + 36 + 52 + 22);
    const zip = await JSZip.loadAsync(await bundle.arrayBuffer(), { checkCRC32: true });
    expect(await zip.file('000000')?.async('uint8array')).toEqual(compressible);
  });

  it('names a file that has changed since its digest, and goes without it', async () => {
    const bytes = noise(100, 3);
    const file = {
      data: new Blob([bytes]),
      packing: 'stored' as const,
      bytes: 100,
      sha256: '',
      deflate: true,
      code: false,
    };
    const { bundle, lost } = await writeBundle(
      [
        { ...file, crc32: 1 },
        { ...file, crc32: crc32(bytes) },
      ],
      noCoding,
    );
    expect(lost).toEqual([0]);
    expect(Object.keys((await JSZip.loadAsync(await bundle.arrayBuffer())).files)).toEqual(['000000']);
  });

  it('is refused where it would pass the limit', () => {
    const entry = { data: new Blob([new Uint8Array(1)]), packing: 'stored' as const, crc32: 0, bytes: 1 };
    expect(() => zipBlob(new Array<typeof entry>(limits.bundleMaxInstances + 1).fill(entry))).toThrow(
      'too-large',
    );
  });
});

describe('opening a ZIP', () => {
  it('says of something that is not one that it is damaged', async () => {
    expect(await listZip(new Blob([noise(1000, 1)]))).toEqual({ status: 'refused', reason: 'zip-damaged' });
  });

  it('says of a ZIP cut short that it is damaged', async () => {
    const zip = new JSZip();
    zip.file('a', noise(5000, 1));
    const whole = await zip.generateAsync({ type: 'uint8array' });
    expect(await listZip(new Blob([whole.slice(0, 3000)]))).toEqual({
      status: 'refused',
      reason: 'zip-damaged',
    });
  });
});

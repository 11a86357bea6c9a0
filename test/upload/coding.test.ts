/** Images that are made smaller before they leave. */
import JSZip from 'jszip';
import { encodeHtj2k } from '@pacs/shared/codecs/htj2k-encode';
import { createHtj2kAdopter } from '@pacs/shared/codecs/htj2k-adopt';
import { nodeCodecs } from '@pacs/shared/codecs/node-codecs';
import { isCodedFile, readCodedFile } from '@pacs/shared/packs/coded-file';
import { describe, expect, it, vi } from 'vitest';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { digestFile } from '../../web/src/intake/core/digest-file.ts';
import { inspectFile } from '../../web/src/intake/core/inspect-file.ts';
import { packedBytes, wholeFile } from '../../web/src/intake/core/place.ts';
import { bundleFile, planParcels, type DigestedInstance } from '../../web/src/upload/core/parcel.ts';
import { writeBundle } from '../../web/src/upload/core/write-bundle.ts';
import { engineSet } from './fakes/engine-set.ts';
import { offer } from './fakes/instances.ts';

const codecs = nodeCodecs();
const adopter = createHtj2kAdopter(codecs);
const encode: Parameters<typeof writeBundle>[1] = async (native, format) =>
  (await encodeHtj2k(codecs, native, format))?.codestream;
const nothing = () => Promise.resolve(undefined);

const files = ctVolume({ slices: 3, size: 64 }).map(({ bytes }) => bytes);

async function digested(bytes: Uint8Array<ArrayBuffer>): Promise<DigestedInstance> {
  const place = wholeFile(new Blob([bytes]));
  const inspected = await inspectFile(packedBytes(place));
  const digest = digestFile(packedBytes(place));
  const sum = await digest;
  if (inspected.kind !== 'instance' || sum.status !== 'ok') throw new Error('not an instance');
  const { sha256, crc32 } = sum;
  return {
    file: { label: '', place, nesting: 0 },
    facts: inspected.facts,
    digest,
    sum: { sha256, crc32 },
  };
}

const entriesOf = async (bundle: Blob) => {
  const zip = await JSZip.loadAsync(await bundle.arrayBuffer(), { checkCRC32: true });
  return Promise.all(Object.values(zip.files).map((file) => file.async('uint8array')));
};

describe('a bundle of coded files', () => {
  it('is smaller, and each file comes back from it', async () => {
    const instances = await Promise.all(files.map((bytes) => digested(Uint8Array.from(bytes))));
    const coded = await writeBundle(
      instances.map((file) => bundleFile(file, true)),
      encode,
    );
    expect(coded.bundle.size).toBeLessThan(files.reduce((sum, { length }) => sum + length, 0) * 0.7);
    expect(coded.lost).toEqual([]);
    const entries = await entriesOf(coded.bundle);
    expect(entries.map(isCodedFile)).toEqual([true, true, true]);
    for (const [at, entry] of entries.entries()) {
      const { file, sha256 } = await readCodedFile(entry, {
        async decodeNative(codestream, format) {
          const adopted = await adopter.adopt(codestream, format);
          if (adopted === undefined) throw new Error('not ours');
          return adopted.native;
        },
        inflated: () => undefined,
        reserve: () => undefined,
      });
      expect(Buffer.compare(file, files[at] ?? new Uint8Array())).toBe(0);
      expect(sha256).toBe(instances[at]?.sum.sha256);
    }
  });

  it('has the deflated file where coding fails', async () => {
    const instances = await Promise.all(files.map((bytes) => digested(Uint8Array.from(bytes))));
    const { bundle } = await writeBundle(
      instances.map((file) => bundleFile(file, true)),
      nothing,
    );
    const entries = await entriesOf(bundle);
    expect(entries.map((entry) => Buffer.compare(entry, files[entries.indexOf(entry)] ?? entry))).toEqual([
      0, 0, 0,
    ]);
  });

  it('is a small one, the first ones smaller still, so that the line need not wait for it; others begin small too', async () => {
    const one = await digested(Uint8Array.from(files[0] ?? new Uint8Array()));
    const large = {
      ...one,
      file: { ...one.file, place: { ...one.file.place, bytes: 5e6, storedBytes: 5e6 } },
    };
    const planned = (isCoding: boolean) =>
      planParcels(Array<DigestedInstance>(30).fill(large), isCoding).map((parcel) => parcel.files.length);
    expect(planned(true)).toEqual([2, 2, 4, 4, 8, 8, 2]);
    expect(planned(false)).toEqual([1, 1, 2, 2, 3, 3, 5, 5, 8]);
  });
});

describe('whether files are coded', () => {
  async function sentBy(choice: 'automatic' | 'always' | 'never') {
    const { server, clock, engine } = engineSet({
      coding: choice,
      writer: { writeBundle: (asked) => writeBundle(asked, encode) },
    });
    const instances = await Promise.all(files.map((bytes) => digested(Uint8Array.from(bytes))));
    engine.add({ ...offer([]), instances });
    await vi.waitFor(
      async () => {
        await clock.advance(100);
        expect(server.objects.size).toBe(1);
      },
      { interval: 0, timeout: 10_000 },
    );
    const [object] = server.objects.values();
    return (await entriesOf(new Blob([object ?? new Uint8Array()]))).map(isCodedFile);
  }

  it('is the user’s choice; automatic codes until the line is known to be very fast', async () => {
    expect(await sentBy('always')).toEqual([true, true, true]);
    expect(await sentBy('automatic')).toEqual([true, true, true]);
    expect(await sentBy('never')).toEqual([false, false, false]);
  });
});

import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { createHtj2kAdopter } from '@pacs/shared/codecs/htj2k-adopt';
import { encodeHtj2k } from '@pacs/shared/codecs/htj2k-encode';
import { nodeCodecs } from '@pacs/shared/codecs/node-codecs';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { splitInstance } from '@pacs/shared/dicom/split-instance';
import { limits } from '@pacs/shared/limits';
import type { PixelFormat } from '@pacs/shared/manifest';
import { isCodedFile, readCodedFile, writeCodedFile } from '@pacs/shared/packs/coded-file';
import { type FileRecipe, decodeHeads, encodeHeads } from '@pacs/shared/packs/heads';
import { describe, expect, it } from 'vitest';
import { element, imageFile, syntax, ultrasoundCine } from '../support/synthetic-dicom/files.ts';

const codecs = nodeCodecs();
const adopter = createHtj2kAdopter(codecs);
const joined = (parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64url');

/** A smooth 64 × 48 CT of 16 bits, signed, and one private element behind its pixels. */
const ct = (transferSyntaxUID: string = syntax.explicit) =>
  imageFile(
    [
      element(0x00280010, 'US', 48),
      element(0x00280011, 'US', 64),
      element(0x00280103, 'US', 1),
      element(
        0x7fe00010,
        'OW',
        Uint16Array.from({ length: 48 * 64 }, (_, at) => (at % 64) * 9 - 200),
      ),
      element(0x7ff10011, 'LO', 'after'),
    ],
    { transferSyntaxUID },
  );

async function coded(file: Uint8Array): Promise<Uint8Array | undefined> {
  const read = readHeader(file, { totalBytes: file.length });
  if (read.status !== 'ok') throw new Error(read.status);
  const { header } = read;
  const split = splitInstance(file, header);
  const parts = await writeCodedFile({ file, header, split, sha256: sha256Of(file) }, async (native) =>
    header.format ? (await encodeHtj2k(codecs, native, header.format))?.codestream : undefined,
  );
  return parts && joined(parts);
}

const nativeOf = async (codestream: Uint8Array, format: PixelFormat) => {
  const adopted = await adopter.adopt(codestream, format);
  if (adopted === undefined) throw new RangeError('not ours');
  return adopted.native;
};

const reader = { decodeNative: nativeOf, inflated: () => undefined, reserve: () => undefined };

/** The body with bytes changed by `change`, which gets a copy. */
const damaged = (body: Uint8Array, change: (copy: Uint8Array) => void) => {
  const copy = body.slice();
  change(copy);
  return copy;
};

describe('a file that travels with its frames coded', () => {
  it('is smaller, and comes back byte for byte with each frame’s codestream', async () => {
    const file = ct();
    const body = await coded(file);
    if (body === undefined) throw new Error('not coded');
    expect(isCodedFile(body)).toBe(true);
    expect(isCodedFile(file)).toBe(false);
    expect(body.length).toBeLessThan(file.length / 3);
    const read = await readCodedFile(body, reader);
    expect(sha256Of(read.file)).toBe(sha256Of(file));
    const [run, ...others] = read.coded;
    if (run === undefined) throw new Error('no frame');
    expect(others).toEqual([]);
    expect(run.bytes).toBe(48 * 64 * 2);
    const native = await nativeOf(run.codestream, formatOf(file));
    expect(Buffer.compare(native, file.subarray(run.at, run.at + run.bytes))).toBe(0);
  });

  it('may have several frames, in colour', async () => {
    const [cine] = ultrasoundCine();
    if (cine === undefined) throw new Error('no cine');
    const body = await coded(cine.bytes);
    const read = body && (await readCodedFile(body, reader));
    expect(read && sha256Of(read.file)).toBe(sha256Of(cine.bytes));
    expect(read?.coded.length).toBeGreaterThan(5);
  });

  it('stays as it is where nothing can be coded or gained', async () => {
    expect(await coded(ct(syntax.deflated))).toBeUndefined();
    expect(await coded(imageFile([]))).toBeUndefined();
  });

  it('is refused where its parts contradict each other', async () => {
    const body = await coded(ct());
    if (body === undefined) throw new Error('not coded');
    const changes: ((copy: Uint8Array) => void)[] = [
      (copy) => copy.set([255, 255, 255, 127], 8),
      (copy) => copy.set([0, 0, 0, 0], 8),
      (copy) => copy.fill(7, 12, 40),
      (copy) => copy.fill(0, 8 + 4 + new DataView(copy.buffer).getUint32(8, true)),
    ];
    for (const change of changes)
      await expect(readCodedFile(damaged(body, change), reader)).rejects.toThrow();
    await expect(readCodedFile(body.subarray(0, body.length - 1), reader)).rejects.toThrow(RangeError);
    await expect(readCodedFile(ct(), reader)).rejects.toThrow(RangeError);
  });

  const literal = (files: FileRecipe[], literals: Uint8Array) => {
    const heads = joined(encodeHeads({ version: 1, formats: [], files }, [literals]));
    const deflated = deflateRawSync(heads);
    const body = joined([
      new TextEncoder().encode('PACSCF1\n'),
      new Uint8Array(4),
      deflated,
      new Uint8Array(1024),
    ]);
    new DataView(body.buffer).setUint32(8, deflated.length, true);
    return { body, headBytes: heads.length };
  };
  const recipe: FileRecipe = {
    sha256: 'x'.repeat(43),
    bytes: 2000,
    literalsAt: 0,
    pieces: [{ literal: 2000 }],
    payloads: [],
  };

  it('tells what it takes before there is room for it', async () => {
    const { body, headBytes } = literal([recipe], new Uint8Array(2000));
    const told: number[] = [];
    const tell = (bytes: number) => told.push(bytes);
    const { file } = await readCodedFile(body, {
      ...reader,
      inflated: tell,
      reserve: (bytes) => tell(-bytes),
    });
    expect(file).toHaveLength(2000);
    expect(told).toEqual([headBytes, -2000]);
    const refuse = () => {
      throw new Error('no room');
    };
    await expect(readCodedFile(body, { ...reader, inflated: refuse })).rejects.toThrow('no room');
    await expect(readCodedFile(body, { ...reader, reserve: refuse })).rejects.toThrow('no room');
  });

  const run = (at: number, bytes: number): [number, number] => [at, bytes];
  const asIs = (...ranges: [number, number][]) => ({ coding: 'as-is' as const, ranges });

  it.each<[string, Partial<FileRecipe>]>([
    ['a payload in several runs', { pieces: [{ payload: 0 }], payloads: [asIs(run(0, 1000), run(0, 1000))] }],
    ['a payload of nothing', { pieces: [{ payload: 0 }, { literal: 2000 }], payloads: [asIs(run(0, 0))] }],
    ['a payload in no run', { pieces: [{ payload: 0 }, { literal: 2000 }], payloads: [asIs()] }],
    ['a payload named twice', { pieces: [{ payload: 0 }, { payload: 0 }], payloads: [asIs(run(0, 1000))] }],
  ])('is refused with %s: the same bytes could be named without end', async (_, parts) => {
    const { body } = literal([{ ...recipe, ...parts }], new Uint8Array(2000));
    await expect(readCodedFile(body, reader)).rejects.toThrow('parts that no writer makes');
  });

  it('is refused before anything is decoded where its frames are larger than itself', async () => {
    const body = await coded(ct());
    if (body === undefined) throw new Error('not coded');
    const headBytes = new DataView(body.buffer).getUint32(8, true);
    const heads = decodeHeads(inflateRawSync(body.subarray(12, 12 + headBytes)));
    const [file] = heads.heads.files;
    if (file === undefined) throw new Error('no file');
    const [format] = heads.heads.formats;
    if (format === undefined) throw new Error('no format');
    const larger = { ...heads.heads, formats: [{ ...format, rows: format.rows * 2 }], files: [file] };
    const head = deflateRawSync(joined(encodeHeads(larger, [heads.literals])));
    const size = new Uint8Array(4);
    new DataView(size.buffer).setUint32(0, head.length, true);
    const changed = joined([body.subarray(0, 8), size, head, body.subarray(12 + headBytes)]);
    let decodings = 0;
    const counting = { ...reader, decodeNative: () => Promise.reject(new Error(String((decodings += 1)))) };
    await expect(readCodedFile(changed, counting)).rejects.toThrow('frames larger than their file');
    expect(decodings).toBe(0);
  });

  it('is refused unparsed where its recipe is longer than any of ours', async () => {
    const pieces = Array.from({ length: limits.codedJsonMaxBytes / 8 }, () => ({ literal: 0 }));
    const { body } = literal([{ ...recipe, pieces }], new Uint8Array());
    await expect(readCodedFile(body, reader)).rejects.toThrow('too many parts');
  });

  it('damaged within a frame is another file: its digest tells', async () => {
    const file = ct();
    const body = await coded(file);
    if (body === undefined) throw new Error('not coded');
    const other = damaged(body, (copy) => {
      copy[copy.length - 40] = (copy[copy.length - 40] ?? 0) ^ 0xff;
    });
    const read = await readCodedFile(other, reader).catch(() => undefined);
    expect(read === undefined || sha256Of(read.file) !== sha256Of(file)).toBe(true);
  });
});

function formatOf(file: Uint8Array): PixelFormat {
  const read = readHeader(file, { totalBytes: file.length });
  if (read.status !== 'ok' || read.header.format === undefined) throw new Error('no format');
  return read.header.format;
}

describe('codestreams that a client brings', () => {
  const format: PixelFormat = {
    rows: 48,
    columns: 64,
    samplesPerPixel: 1,
    photometricInterpretation: 'MONOCHROME2',
    planarConfiguration: 0,
    bitsAllocated: 16,
    bitsStored: 16,
    highBit: 15,
    pixelRepresentation: 1,
    kind: 'integer',
  };
  const native = new Uint8Array(Int16Array.from({ length: 48 * 64 }, (_, at) => (at % 64) * 9 - 200).buffer);

  it('are adopted with what the index needs of them', async () => {
    const own = await encodeHtj2k(codecs, native, format);
    const adopted = own && (await adopter.adopt(own.codestream, format));
    expect(adopted?.frame).toEqual(own);
    expect(adopted && Buffer.compare(adopted.native, native)).toBe(0);
  });

  it('are not decoded where another encoder, size or progression wrote them', async () => {
    const own = await encodeHtj2k(codecs, native, format);
    if (own === undefined) throw new Error('not encoded');
    const at = (marker: number) =>
      own.codestream.findIndex((byte, i) => byte === 0xff && own.codestream[i + 1] === marker);
    const otherSize = damaged(own.codestream, (copy) => (copy[at(0x51) + 9] = 65));
    const otherProgression = damaged(own.codestream, (copy) => (copy[at(0x52) + 5] = 0));
    for (const codestream of [otherSize, otherProgression, native.subarray(0, 600), new Uint8Array(3)])
      expect(await adopter.adopt(codestream, format)).toBeUndefined();
    expect(await adopter.adopt(own.codestream, { ...format, rows: 64, columns: 48 })).toBeUndefined();
    expect(
      await adopter.adopt(own.codestream, { ...format, bitsAllocated: 32, bitsStored: 32 }),
    ).toBeUndefined();
  });
});

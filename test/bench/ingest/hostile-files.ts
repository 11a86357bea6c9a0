/** What hostile bundles are made of. Deterministic. */
import { deflateRawSync } from 'node:zlib';
import { encodeHtj2k } from '@pacs/shared/codecs/htj2k-encode';
import { deriveUid } from '@pacs/shared/dicom/uids';
import { limits } from '@pacs/shared/limits';
import { nodeCodecs } from '@pacs/shared/codecs/node-codecs';
import { encodeHeads } from '@pacs/shared/packs/heads';
import { type DicomElement, element } from '../../../tools/seed/synthetic/write-dicom.ts';
import { format } from '../../codecs/support/formats.ts';
import { KiB, MiB, encapsulatedPdf, largest, many, picture, pixels, withQuietBits } from './bound-files.ts';

export const deflatedSyntax = '1.2.840.10008.1.2.1.99';
const htj2kLossless = '1.2.840.10008.1.2.4.201';

export const fragment = (bytes: Uint8Array): DicomElement => ({
  tag: 0x7fe00010,
  vr: 'OB',
  encapsulated: { fragments: [bytes] },
});

/** Of 16 bits, the largest of which a thumbnail is drawn. */
export async function foreignHtj2k(): Promise<Uint8Array> {
  const side = 5792;
  const native = pixels(side * side * 2, 'smooth');
  const frame = await encodeHtj2k(nodeCodecs(), native, format({ rows: side, columns: side }));
  if (!frame) throw new Error('not coded');
  return picture({
    number: 1,
    rows: side,
    columns: side,
    texture: 'smooth',
    transferSyntaxUID: htj2kLossless,
    more: [fragment(frame.codestream)],
  });
}

/** PackBits' literal runs of noise: one segment a byte of the sample. */
export function rleNoise(side: number): Uint8Array {
  const plane = pixels(side * side, 'noise');
  const runs = new Uint8Array(Math.ceil(plane.length / 128) * 129);
  let at = 0;
  for (let from = 0; from < plane.length; from += 128) {
    const run = plane.subarray(from, from + 128);
    runs[at] = run.length - 1;
    runs.set(run, at + 1);
    at += run.length + 1;
  }
  const header = new DataView(new ArrayBuffer(64));
  header.setUint32(0, 2, true);
  header.setUint32(4, 64, true);
  header.setUint32(8, 64 + at, true);
  return new Uint8Array(
    Buffer.concat([new Uint8Array(header.buffer), runs.subarray(0, at), runs.subarray(0, at)]),
  );
}

/** Empty elements of a private group, 8 bytes each. */
export const elementsWithoutEnd = (count: number): DicomElement => ({
  tag: 0x00290010,
  vr: 'SQ',
  items: many(count, () => []),
});

/** A file that travels coded: a literal of blank bytes and no frame at all. */
export function codedBlank(bytes: number): Uint8Array {
  const file = {
    sha256: 'x'.repeat(43),
    bytes,
    literalsAt: 0,
    pieces: [{ literal: bytes }],
    payloads: [],
  };
  const heads = encodeHeads({ version: 1, formats: [], files: [file] }, [new Uint8Array(bytes)]);
  const deflated = deflateRawSync(Buffer.concat(heads));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, deflated.length, true);
  return new Uint8Array(Buffer.concat([Buffer.from('PACSCF1\n'), length, deflated, new Uint8Array(16)]));
}

/** A deflated data set near the limit of an instance, whose `shown` bytes of frames are noise as is what follows them. */
export function deflatedNoise(
  shown: number = limits.heldWithFramesMaxBytes - largest,
  texture: 'noise' | 'nearly noise' = 'noise',
): Uint8Array {
  const frames = Math.floor((shown - MiB) / (512 * KiB));
  const bytes = frames * 512 * KiB;
  const made = (size: number) =>
    texture === 'noise' ? pixels(size, 'noise') : withQuietBits(pixels(size, 'noise'));
  return picture({
    number: 1,
    rows: 512,
    columns: 512,
    frames,
    texture: 'noise',
    transferSyntaxUID: deflatedSyntax,
    more: [
      element(0x7fe00010, 'OW', made(bytes)),
      element(0x7fe10010, 'OB', made(largest - 2 * MiB - bytes)),
    ],
  });
}

/** Noise of 1,023 × 1,023 pixels of one bit, so that frames begin inside a byte, and noise after it up to the limit. */
export function bitNoise(count: number): Uint8Array {
  const bytes = (1023 * 1023 * count) / 8;
  return picture({
    number: 1,
    rows: 1023,
    columns: 1023,
    frames: count,
    bitsAllocated: 8,
    texture: 'noise',
    more: [
      element(0x00280100, 'US', 1),
      element(0x00280101, 'US', 1),
      element(0x00280102, 'US', 0),
      element(0x7fe00010, 'OB', pixels(bytes, 'noise')),
      element(0x7fe10010, 'OB', pixels(largest - 2 * MiB - bytes, 'noise')),
    ],
  });
}

const ofStudy = (number: number) => element(0x0020000d, 'UI', deriveUid('bounds-study', String(number)));

/** A document of nothing, in a study of its own. */
export const documentOfStudy = (number: number, bytes: number) =>
  picture({
    number,
    rows: 1,
    columns: 1,
    texture: 'blank',
    sopClassUID: encapsulatedPdf,
    more: [ofStudy(number), element(0x00420011, 'OB', new Uint8Array(bytes))],
  });

/** 1,023 × 1,023 blank pixels of one bit, 30 MiB of them, in a study of their own. */
export function bitsOfStudy(number: number): Uint8Array {
  const count = 240;
  return picture({
    number,
    rows: 1023,
    columns: 1023,
    frames: count,
    bitsAllocated: 8,
    texture: 'blank',
    more: [
      ofStudy(number),
      element(0x00280100, 'US', 1),
      element(0x00280101, 'US', 1),
      element(0x00280102, 'US', 0),
      element(0x7fe00010, 'OB', new Uint8Array((1023 * 1023 * count) / 8)),
    ],
  });
}

export const frames = (number: number, count: number) =>
  picture({ number, rows: 32, columns: 32, frames: count, bitsAllocated: 8, texture: 'smooth' });

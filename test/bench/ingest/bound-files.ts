/** Files and archives that bundles at the limits are made of. Deterministic. */
import { deflateRawSync, crc32 } from 'node:zlib';
import { deriveUid } from '@pacs/shared/dicom/uids';
import { limits } from '@pacs/shared/limits';
import { mrStudy } from '../../../tools/seed/synthetic/mr-series.ts';
import {
  commonElements,
  explicitLittle,
  formatElements,
  merge,
  type ImageFormat,
} from '../../../tools/seed/synthetic/study.ts';
import { type DicomElement, element, writeDicom } from '../../../tools/seed/synthetic/write-dicom.ts';
import { rawZip, type RawEntry } from '../../functions/support/raw-zip.ts';

export const KiB = 1024;
export const MiB = 1024 * KiB;
export const encapsulatedPdf = '1.2.840.10008.5.1.4.1.1.104.1';
const secondaryCapture = '1.2.840.10008.5.1.4.1.1.7';
/** Of a file near the limit, for its header. */
export const headRoom = 64 * KiB;

type Texture = 'noise' | 'smooth' | 'blank';

/** `noise` cannot be compressed, `smooth` to about a sixth by wavelets, `blank` a thousand times. */
export function pixels(bytes: number, texture: Texture): Uint8Array {
  const words = new Uint32Array(Math.ceil(bytes / 4));
  if (texture !== 'blank') {
    let state = 1;
    const mask = texture === 'noise' ? 0xffffffff : 0x00070007;
    for (let i = 0; i < words.length; i += 1) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      words[i] = (state & mask) + (texture === 'smooth' ? 0x01000100 : 0);
    }
  }
  return new Uint8Array(words.buffer, 0, bytes);
}

interface Picture {
  number: number;
  rows: number;
  columns: number;
  frames?: number;
  colour?: boolean;
  bitsAllocated?: 8 | 16;
  texture: Texture;
  /** In place of its pixels; replaces what it names. */
  more?: DicomElement[];
  transferSyntaxUID?: string;
  sopClassUID?: string;
}

export function picture(asked: Picture): Uint8Array {
  const {
    number,
    rows,
    columns,
    frames = 1,
    colour = false,
    bitsAllocated = colour ? 8 : 16,
    texture,
  } = asked;
  const format: ImageFormat = {
    rows,
    columns,
    samples: colour ? 3 : 1,
    photometric: colour ? 'RGB' : 'MONOCHROME2',
    bitsAllocated,
    bitsStored: bitsAllocated,
  };
  const bytes = (rows * columns * format.samples * bitsAllocated * frames) / 8;
  const series = { number: 1, modality: 'OT', description: 'Bounds', bodyPart: '' };
  const study = { ...mrStudy, key: 'bounds' };
  return writeDicom(
    merge(
      commonElements(study, series, asked.sopClassUID ?? secondaryCapture, number),
      formatElements(format),
      [
        element(0x00080018, 'UI', deriveUid('bounds', String(number))),
        element(0x00280008, 'IS', frames),
        ...(asked.more ?? [element(0x7fe00010, bitsAllocated <= 8 ? 'OB' : 'OW', pixels(bytes, texture))]),
      ],
    ),
    { ...explicitLittle, ...(asked.transferSyntaxUID && { transferSyntaxUID: asked.transferSyntaxUID }) },
  );
}

export const rowsFor = (bytes: number, columns: number, pixelBytes: number) =>
  Math.floor((bytes - headRoom) / (columns * pixelBytes));

/** As deflated as `level` says; deflated once for entries that share their bytes. */
export function zip(files: readonly Uint8Array[], level = 1): Uint8Array {
  return rawZip(
    files.map((data, i): RawEntry => ({
      name: String(i),
      raw: deflateRawSync(data, { level }),
      size: data.length,
      crc: crc32(data),
    })),
  );
}

export const stored = (files: readonly Uint8Array[]): Uint8Array =>
  rawZip(
    files.map((data, i): RawEntry => ({
      name: String(i),
      raw: data,
      method: 0,
      size: data.length,
      crc: crc32(data),
    })),
  );

export const many = <T>(count: number, make: (number: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i + 1));

export const largest = limits.instanceMaxBytes;
/** A file near the limit: frames of 512² and 16 bits. */
export const multiFrame = (number: number, texture: Texture, bytes = largest) =>
  picture({ number, rows: 512, columns: 512, frames: Math.floor((bytes - headRoom) / (512 * KiB)), texture });

/** Six bits of sixteen that never change: deflated and coded it stays near its size. */
export const withQuietBits = (noise: Uint8Array): Uint8Array =>
  noise.map((byte, at) => (at % 2 === 1 ? byte & 3 : byte));

/** Stored where deflating gains nothing. */
export const mixed = (files: readonly Uint8Array[]): Uint8Array =>
  rawZip(
    files.map((data, i) => {
      const deflated = deflateRawSync(data, { level: 1 });
      const isSmaller = deflated.length < data.length;
      return {
        name: String(i),
        raw: isSmaller ? deflated : data,
        ...(!isSmaller && { method: 0 as const }),
        size: data.length,
        crc: crc32(data),
      };
    }),
  );

/** A document of `bytes` that is no picture: one literal. */
export const document = (number: number, texture: 'noise' | 'blank', bytes = largest - headRoom) =>
  picture({
    number,
    rows: 1,
    columns: 1,
    texture,
    sopClassUID: encapsulatedPdf,
    more: [element(0x00420011, 'OB', pixels(bytes, texture))],
  });

export interface BoundCase {
  name: string;
  bundle(): Uint8Array | Promise<Uint8Array>;
  /** Those that made the study before it. */
  before?(): Iterable<Uint8Array>;
}

/** Bundles at the limits: what the function's memory and time are bounded by. Deterministic, made one at a time. */
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
import { longSeries } from './long-series.ts';

const KiB = 1024;
const MiB = 1024 * KiB;
const secondaryCapture = '1.2.840.10008.5.1.4.1.1.7';
const mpeg4 = '1.2.840.10008.1.2.4.102';
const rle = '1.2.840.10008.1.2.5';
const deflatedSyntax = '1.2.840.10008.1.2.1.99';
const headRoom = 64 * KiB;

type Texture = 'noise' | 'smooth' | 'blank';

/** `noise` cannot be compressed, `smooth` to about a sixth by wavelets, `blank` a thousand times. */
function pixels(bytes: number, texture: Texture): Uint8Array {
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
  more?: DicomElement[];
  transferSyntaxUID?: string;
}

function picture(asked: Picture): Uint8Array {
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
    merge(commonElements(study, series, secondaryCapture, number), formatElements(format), [
      element(0x00080018, 'UI', deriveUid('bounds', String(number))),
      element(0x00280008, 'IS', frames),
      ...(asked.more ?? [element(0x7fe00010, bitsAllocated === 8 ? 'OB' : 'OW', pixels(bytes, texture))]),
    ]),
    { ...explicitLittle, ...(asked.transferSyntaxUID && { transferSyntaxUID: asked.transferSyntaxUID }) },
  );
}

const rowsFor = (bytes: number, columns: number, pixelBytes: number) =>
  Math.floor((bytes - headRoom) / (columns * pixelBytes));

/** As deflated as `level` says; deflated once for entries that share their bytes. */
function zip(files: readonly Uint8Array[], level = 1): Uint8Array {
  return rawZip(
    files.map((data, i): RawEntry => ({
      name: String(i),
      raw: deflateRawSync(data, { level }),
      size: data.length,
      crc: crc32(data),
    })),
  );
}

const stored = (files: readonly Uint8Array[]): Uint8Array =>
  rawZip(
    files.map((data, i): RawEntry => ({
      name: String(i),
      raw: data,
      method: 0,
      size: data.length,
      crc: crc32(data),
    })),
  );

const many = <T>(count: number, make: (number: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i + 1));

const largest = limits.instanceMaxBytes;
/** A file near the limit: frames of 512² and 16 bits. */
const multiFrame = (number: number, texture: Texture, bytes = largest) =>
  picture({ number, rows: 512, columns: 512, frames: Math.floor((bytes - headRoom) / (512 * KiB)), texture });

export interface BoundCase {
  name: string;
  bundle(): Uint8Array;
}

export const boundCases: BoundCase[] = [
  { name: '500-tiny', bundle: () => zip([...longSeries({ instances: 500, size: 16, headerBytes: 0 })]) },
  {
    name: '500-headers-100k',
    bundle: () => zip([...longSeries({ instances: 500, size: 64, headerBytes: 100 * KiB })]),
  },
  {
    name: '500-headers-250k-noise',
    bundle: () =>
      zip(
        many(500, (number) =>
          picture({
            number,
            rows: 16,
            columns: 16,
            texture: 'noise',
            more: [
              element(0x00290010, 'LO', 'EXAMPLE'),
              element(0x00291020, 'OB', pixels(250 * KiB, 'noise')),
              element(0x7fe00010, 'OW', pixels(512, 'noise')),
            ],
          }),
        ),
        0,
      ),
  },
  { name: 'one-file-noise', bundle: () => multiFrame(1, 'noise') },
  { name: 'one-file-smooth', bundle: () => multiFrame(1, 'smooth') },
  {
    name: 'one-frame-16-bit',
    bundle: () => picture({ number: 1, rows: rowsFor(largest, 8192, 2), columns: 8192, texture: 'smooth' }),
  },
  {
    name: 'one-frame-colour',
    bundle: () =>
      picture({ number: 1, rows: rowsFor(largest, 8192, 3), columns: 8192, colour: true, texture: 'smooth' }),
  },
  {
    name: 'frames-at-transcode-limit-colour',
    bundle: () =>
      stored(
        many(3, (number) =>
          picture({
            number,
            rows: rowsFor(limits.transcodeFrameMaxBytes, 4096, 3),
            columns: 4096,
            colour: true,
            texture: 'smooth',
          }),
        ),
      ),
  },
  {
    name: 'frames-at-transcode-limit-noise',
    bundle: () =>
      stored(
        many(3, (number) =>
          picture({
            number,
            rows: rowsFor(limits.transcodeFrameMaxBytes, 4096, 2),
            columns: 4096,
            texture: 'noise',
          }),
        ),
      ),
  },
  { name: 'stored-then-deflated-file', bundle: () => zip([multiFrame(1, 'noise')], 0) },
  {
    name: 'expands-to-limit-blank',
    bundle: () => zip(many(8, (number) => multiFrame(number, 'blank'))),
  },
  {
    name: 'expands-to-limit-smooth',
    bundle: () => zip(many(7, (number) => multiFrame(number, 'smooth', 60 * MiB))),
  },
  {
    name: 'nested-expands-to-limit',
    bundle: () =>
      zip(
        [zip(many(7, (number) => multiFrame(number, 'blank'))), stored([multiFrame(9, 'noise', 60 * MiB)])],
        0,
      ),
  },
  {
    name: 'one-video',
    bundle: () =>
      picture({
        number: 1,
        rows: 1080,
        columns: 1920,
        frames: 1000,
        texture: 'noise',
        transferSyntaxUID: mpeg4,
        more: [
          { tag: 0x7fe00010, vr: 'OB', encapsulated: { fragments: [pixels(largest - headRoom, 'noise')] } },
        ],
      }),
  },
  {
    name: 'deflated-syntax',
    bundle: () =>
      picture({
        number: 1,
        rows: 512,
        columns: 512,
        frames: Math.floor((largest - headRoom) / (512 * KiB)),
        texture: 'smooth',
        transferSyntaxUID: deflatedSyntax,
      }),
  },
  {
    name: 'one-bit-frames',
    bundle: () =>
      zip([picture({ number: 1, rows: 1, columns: 1, frames: 100_000, bitsAllocated: 8, texture: 'blank' })]),
  },
  {
    name: 'frames-without-end',
    bundle: () =>
      zip(
        many(500, (number) =>
          picture({ number, rows: 1, columns: 1, frames: 20_000, bitsAllocated: 8, texture: 'blank' }),
        ),
      ),
  },
  {
    name: 'fragments-without-end',
    bundle: () =>
      zip([
        picture({
          number: 1,
          rows: 16,
          columns: 16,
          frames: 2,
          texture: 'blank',
          transferSyntaxUID: rle,
          more: [
            {
              tag: 0x7fe00010,
              vr: 'OB',
              encapsulated: { fragments: many(1_000_000, () => new Uint8Array(2)) },
            },
          ],
        }),
      ]),
  },
];

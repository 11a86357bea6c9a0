/** Bundles at the limits: what the function's memory and time are bounded by. Deterministic, made one at a time. */
import { limits } from '@pacs/shared/limits';
import { element } from '../../../tools/seed/synthetic/write-dicom.ts';
import {
  type BoundCase,
  KiB,
  MiB,
  headRoom,
  largest,
  many,
  multiFrame,
  picture,
  pixels,
  rowsFor,
  stored,
  zip,
} from './bound-files.ts';
import { hostileCases } from './hostile-cases.ts';
import { longSeries } from './long-series.ts';

const mpeg4 = '1.2.840.10008.1.2.4.102';
const rle = '1.2.840.10008.1.2.5';
const deflatedSyntax = '1.2.840.10008.1.2.1.99';

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
    bundle: () => zip(many(4, (number) => multiFrame(number, 'blank'))),
  },
  {
    name: 'expands-to-limit-smooth',
    bundle: () => zip(many(7, (number) => multiFrame(number, 'smooth', 60 * MiB))),
  },
  {
    name: 'nested-expands-to-limit',
    bundle: () =>
      zip(
        [zip(many(3, (number) => multiFrame(number, 'blank'))), stored([multiFrame(9, 'noise', 60 * MiB)])],
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
  ...hostileCases,
];

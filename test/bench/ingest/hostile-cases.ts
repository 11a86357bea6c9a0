/** Bundles that were made to cost much: each shape that anybody thought of. */
import { limits } from '@pacs/shared/limits';
import { element } from '../../../tools/seed/synthetic/write-dicom.ts';
import { rawZip } from '../../functions/support/raw-zip.ts';
import {
  type BoundCase,
  KiB,
  MiB,
  document,
  headRoom,
  largest,
  many,
  mixed,
  multiFrame,
  picture,
  pixels,
  rowsFor,
  stored,
  zip,
} from './bound-files.ts';
import {
  bitNoise,
  bitsOfStudy,
  codedBlank,
  deflatedNoise,
  deflatedSyntax,
  documentOfStudy,
  elementsWithoutEnd,
  foreignHtj2k,
  fragment,
  frames,
  rleNoise,
} from './hostile-files.ts';
import { longSeries } from './long-series.ts';

const rle = '1.2.840.10008.1.2.5';

/** All but one of the instances a study may have. */
function* fullStudy(): Generator<Uint8Array> {
  let files: Uint8Array[] = [];
  for (const file of longSeries({ instances: limits.instancesPerStudy - 1, size: 16, headerBytes: 0 })) {
    files.push(file);
    if (files.length < limits.bundleMaxInstances) continue;
    yield zip(files);
    files = [];
  }
  yield zip(files);
}

export const hostileCases: BoundCase[] = [
  { name: 'one-literal', bundle: () => stored([document(1, 'noise', limits.bundleMaxBytes - 2 * headRoom)]) },
  { name: 'literals-of-nothing', bundle: () => zip(many(4, (number) => document(number, 'blank'))) },
  {
    name: 'frames-at-transcode-limit-then-large-file',
    bundle: () =>
      zip([
        ...many(3, (number) =>
          picture({
            number,
            rows: rowsFor(limits.transcodeFrameMaxBytes, 4096, 2),
            columns: 4096,
            texture: 'noise',
          }),
        ),
        multiFrame(4, 'blank'),
      ]),
  },
  {
    name: 'frames-at-transcode-limit-then-literal',
    bundle() {
      const frame = (number: number) =>
        picture({
          number,
          rows: rowsFor(limits.transcodeFrameMaxBytes, 4096, 2),
          columns: 4096,
          texture: 'blank',
        });
      const files = [frame(1), frame(2), document(3, 'noise', limits.bundleMaxBytes - MiB)];
      return mixed(files);
    },
  },
  {
    name: 'literal-then-literal-of-nothing',
    bundle: () => mixed([document(1, 'noise', limits.bundleMaxBytes - MiB), document(2, 'blank')]),
  },
  { name: 'one-bit-frames-noise', bundle: () => bitNoise(250) },
  { name: 'one-bit-frames-past-their-limit', bundle: () => bitNoise(1000) },
  {
    name: 'documents-of-many-studies',
    bundle: () =>
      zip(
        many(8, (number) => documentOfStudy(number, 63 * MiB)),
        6,
      ),
  },
  { name: 'one-bit-frames-of-many-studies', bundle: () => zip(many(8, bitsOfStudy), 6) },
  { name: 'one-bit-frames-of-too-many-studies', bundle: () => zip(many(16, bitsOfStudy), 6) },
  {
    name: 'deflated-syntax-noise',
    bundle: () => deflatedNoise(),
  },
  {
    name: 'deflated-syntax-past-its-limit',
    bundle: () => deflatedNoise(largest - 3 * MiB),
  },
  {
    name: 'deflated-syntax-noise-into-full-study',
    before: fullStudy,
    bundle: () => deflatedNoise(),
  },
  {
    name: 'literal-into-full-study',
    before: fullStudy,
    bundle: () => document(limits.instancesPerStudy, 'noise'),
  },
  {
    name: 'one-bit-frames-into-full-study',
    before: fullStudy,
    bundle: () => bitNoise(250),
  },
  {
    name: 'frames-into-full-study',
    *before() {
      yield zip([frames(1, limits.framesPerStudy - limits.bundleMaxFrames)]);
    },
    bundle: () => zip([frames(2, limits.bundleMaxFrames)]),
  },
  {
    name: 'deflated-syntax-nearly-noise',
    bundle: () => deflatedNoise(largest - 62 * MiB, 'nearly noise'),
  },
  {
    name: 'deflated-syntax-without-end',
    bundle: () => {
      const frames = Math.floor((largest - headRoom) / (512 * KiB));
      const one = (number: number) =>
        picture({
          number,
          rows: 512,
          columns: 512,
          frames,
          texture: 'blank',
          transferSyntaxUID: deflatedSyntax,
        });
      return zip(many(8, one));
    },
  },
  {
    name: 'deflated-headers-without-end',
    bundle: () => {
      const one = picture({
        number: 1,
        rows: 1,
        columns: 1,
        texture: 'blank',
        transferSyntaxUID: deflatedSyntax,
        more: [
          element(0x00290010, 'OB', new Uint8Array(30 * MiB)),
          element(0x7fe00010, 'OW', new Uint8Array(2)),
        ],
      });
      return zip(many(5000, () => one));
    },
  },
  {
    name: 'coded-files-of-nothing',
    bundle() {
      const one = codedBlank(100 * MiB);
      return stored(many(400, () => one));
    },
  },
  {
    name: 'fifty-thousand-frames',
    bundle: () => zip([frames(1, limits.bundleMaxFrames)]),
  },
  {
    name: 'items-without-end',
    bundle: () => {
      const one = picture({
        number: 1,
        rows: 1,
        columns: 1,
        texture: 'blank',
        more: [elementsWithoutEnd(390_000), element(0x7fe00010, 'OW', new Uint8Array(2))],
      });
      return zip(many(150, () => one));
    },
  },
  { name: 'htj2k-of-others', bundle: () => foreignHtj2k() },
  {
    name: 'rle-noise',
    bundle: () =>
      picture({
        number: 1,
        rows: 5760,
        columns: 5760,
        texture: 'noise',
        transferSyntaxUID: rle,
        more: [fragment(rleNoise(5760))],
      }),
  },
  {
    name: 'one-frame-8-bit',
    bundle: () =>
      picture({
        number: 1,
        rows: rowsFor(limits.thumbnailFrameMaxBytes, 8192, 1),
        columns: 8192,
        bitsAllocated: 8,
        texture: 'smooth',
      }),
  },
  {
    name: 'entries-without-end',
    bundle: () =>
      rawZip(
        many(limits.archiveMaxEntries, (number) => ({ name: String(number), data: pixels(64, 'noise') })),
      ),
  },
  {
    name: 'comments-without-end',
    bundle() {
      const comment = new Uint8Array(65_535).fill(0xb0);
      const count = Math.floor(limits.archiveDirectoryMaxBytes / (comment.length + 64));
      return rawZip(many(count, (number) => ({ name: String(number), data: pixels(64, 'noise'), comment })));
    },
  },
  {
    name: 'names-without-end',
    bundle: () =>
      rawZip(
        many(Math.floor(limits.archiveDirectoryMaxBytes / 65_000), (number) => ({
          name: String(number).padEnd(32_000, 'ä'),
          data: pixels(64, 'noise'),
        })),
      ),
  },
];

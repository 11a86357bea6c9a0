import { readHeader } from '@pacs/shared/dicom/read-header';
import { joinInstance, literalBytes, splitInstance } from '@pacs/shared/dicom/split-instance';
import type { SplitInstance } from '@pacs/shared/dicom/types';
import { limits } from '@pacs/shared/limits';
import { describe, expect, it } from 'vitest';
import { hasRealDicom, inventory, realFile } from '../support/real-dicom.ts';
import {
  concat,
  element,
  encapsulatedFile,
  imageElements,
  imageFile,
  syntax,
  ultrasoundCine,
  writeDicom,
} from '../support/synthetic-dicom/files.ts';
import { malformed } from '../support/synthetic-dicom/malformed.ts';

const split = (file: Uint8Array): SplitInstance => {
  const read = readHeader(file, { totalBytes: file.length });
  if (read.status !== 'ok') throw new Error(JSON.stringify(read));
  return splitInstance(file, read.header);
};

const rejoined = (file: Uint8Array, parts: SplitInstance): Uint8Array =>
  joinInstance(parts.segments, literalBytes(file, parts.segments), parts.payloads);

const equal = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

const framesOf = (parts: SplitInstance): Uint8Array[] =>
  parts.frames.map(({ payloads }) =>
    concat(payloads.map((payload) => parts.payloads[payload] ?? new Uint8Array())),
  );

const jpegStart = (length: number, mark: number): Uint8Array =>
  concat([Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), new Uint8Array(length - 4).fill(mark)]);

describe('taking instances apart', () => {
  it('cuts native frames and joins them again', () => {
    const [cine] = ultrasoundCine({ frames: 3, rows: 30, columns: 40 });
    const file = cine?.bytes ?? new Uint8Array();
    const parts = split(file);
    expect(parts.frames).toHaveLength(3);
    expect(parts.payloads.map(({ length }) => length)).toEqual([3600, 3600, 3600]);
    expect(parts.complete).toBe(true);
    expect(equal(rejoined(file, parts), file)).toBe(true);
  });

  it('keeps bytes behind the pixels and notes what is missing', () => {
    const trailing = malformed.trailing();
    expect(equal(rejoined(trailing, split(trailing)), trailing)).toBe(true);
    const short = malformed.truncatedPixels();
    const parts = split(short);
    expect(parts).toMatchObject({ complete: false, notes: ['truncated-pixels'] });
    expect(parts.payloads[0]).toHaveLength(28);
    expect(equal(rejoined(short, parts), short)).toBe(true);
  });

  it('shows deflated frames apart and keeps the file as one literal', () => {
    const parts = split(imageFile([], { transferSyntaxUID: syntax.deflated }));
    expect(parts.standalone).toEqual(split(imageFile()).payloads.map((payload) => Uint8Array.from(payload)));
    expect(parts.segments).toHaveLength(1);
  });

  it('keeps a deflated data set past its limit whole and says so', () => {
    const columns = 8192;
    const rows = limits.heldWithFramesMaxBytes / columns / 2;
    const blank = imageFile(
      [
        element(0x00280010, 'US', rows),
        element(0x00280011, 'US', columns),
        element(0x7fe00010, 'OW', new Uint8Array(rows * columns * 2)),
      ],
      { transferSyntaxUID: syntax.deflated },
    );
    const parts = split(blank);
    expect(parts).toMatchObject({ notes: ['frames-too-large'], frames: [], complete: true });
    expect(parts.standalone).toBeUndefined();
    // A stream that breaks off does not hold what its header says.
    const cut = blank.subarray(0, Math.floor(blank.length * 0.9));
    expect(split(cut)).toMatchObject({ notes: ['truncated-pixels', 'frames-too-large'], complete: false });
    const asked: number[] = [];
    const read = readHeader(blank, { totalBytes: blank.length });
    if (read.status !== 'ok') throw new Error('not read');
    const unseen = splitInstance(blank, read.header, (bytes) => asked.push(bytes) < 0);
    expect(unseen.complete).toBe(false);
    expect(asked).toEqual([(read.header.pixelData?.at ?? 0) + rows * columns * 2]);
    expect(equal(rejoined(blank, parts), blank)).toBe(true);
  });

  it('keeps bits past their limit whole too', () => {
    const frames = 700;
    const blank = imageFile([
      element(0x00280008, 'IS', frames),
      element(0x00280010, 'US', 1023),
      element(0x00280011, 'US', 1023),
      element(0x00280100, 'US', 1),
      element(0x00280101, 'US', 1),
      element(0x00280102, 'US', 0),
      element(0x7fe00010, 'OB', new Uint8Array((1023 * 1023 * frames) / 8)),
    ]);
    expect(split(blank)).toMatchObject({ notes: ['frames-too-large'], frames: [], complete: true });
    const cut = blank.subarray(0, blank.length - 1000);
    expect(split(cut)).toMatchObject({ notes: ['truncated-pixels', 'frames-too-large'], complete: false });
  });

  it('takes bit frames that start inside a byte out to byte boundaries', () => {
    const file = imageFile([
      element(0x00280008, 'IS', 2),
      element(0x00280010, 'US', 3),
      element(0x00280011, 'US', 3),
      element(0x00280100, 'US', 1),
      element(0x00280101, 'US', 1),
      element(0x00280102, 'US', 0),
      element(0x7fe00010, 'OB', Uint8Array.of(0b11111111, 0b00000011, 0b00000010, 0)),
    ]);
    expect(split(file).standalone).toEqual([Uint8Array.of(0xff, 1), Uint8Array.of(1, 1)]);
  });

  it('takes 4:2:2 data by the length it has', () => {
    const colour = (bytes: number): Uint8Array =>
      imageFile([
        element(0x00280002, 'US', 3),
        element(0x00280004, 'CS', 'YBR_FULL_422'),
        element(0x00280008, 'IS', 2),
        element(0x00280100, 'US', 8),
        element(0x7fe00010, 'OB', new Uint8Array(bytes)),
      ]);
    expect(split(colour(96)).payloads.map(({ length }) => length)).toEqual([48, 48]);
    expect(split(colour(144)).payloads.map(({ length }) => length)).toEqual([72, 72]);
  });

  const pieces = [jpegStart(20, 1), new Uint8Array(10).fill(2), jpegStart(30, 3), new Uint8Array(12).fill(4)];
  it.each([
    ['fragments are frames', 4, undefined, [[0], [1], [2], [3]]],
    ['one frame of many fragments', 1, undefined, [[0, 1, 2, 3]]],
    [
      'the offset table',
      2,
      [0, 46],
      [
        [0, 1],
        [2, 3],
      ],
    ],
    [
      'codestream starts where the table is empty',
      2,
      undefined,
      [
        [0, 1],
        [2, 3],
      ],
    ],
    [
      'codestream starts where the table is wrong',
      2,
      [0, 11],
      [
        [0, 1],
        [2, 3],
      ],
    ],
  ])('finds encapsulated frames by %s', (_, frames, offsets, expected) => {
    const file = encapsulatedFile(pieces, frames, offsets === undefined ? {} : { offsets });
    const parts = split(file);
    expect(parts.frames.map(({ payloads }) => payloads)).toEqual(expected);
    expect(parts.complete).toBe(true);
    expect(equal(rejoined(file, parts), file)).toBe(true);
  });

  it('finds encapsulated frames by the extended offset table', () => {
    const over = [element(0x7fe00001, 'OV', [0, 28])];
    const parts = split(encapsulatedFile(pieces, 2, { over }));
    expect(parts.frames.map(({ payloads }) => payloads)).toEqual([[0], [1, 2, 3]]);
  });

  it('says so where the frames cannot be told apart', () => {
    const parts = split(encapsulatedFile([new Uint8Array(8).fill(1), new Uint8Array(8).fill(2)], 3));
    expect(parts).toMatchObject({ complete: false, notes: ['frame-count-mismatch'] });
  });

  it('takes float pixels', () => {
    const elements = imageElements([element(0x7fe00008, 'OF', new Float32Array(24).fill(0.5))]).filter(
      ({ tag }) => tag !== 0x7fe00010,
    );
    const file = writeDicom(elements, { transferSyntaxUID: syntax.explicit });
    expect(framesOf(split(file))[0]).toHaveLength(96);
  });
});

describe.skipIf(!hasRealDicom)('real files (skipped where ../shared/dicom is absent)', () => {
  it('are put together again byte for byte, every one that is DICOM', () => {
    const changed: string[] = [];
    let exact = 0;
    for (const row of inventory()) {
      const file = realFile(row.path ?? '');
      const read = readHeader(file, { totalBytes: file.length });
      if (read.status !== 'ok') continue;
      const parts = splitInstance(file, read.header);
      if (equal(rejoined(file, parts), file)) exact += 1;
      else changed.push(row.path ?? '');
      const shown = parts.standalone?.length ?? parts.frames.length;
      if (read.header.format !== undefined && parts.complete && read.header.pixelData !== undefined) {
        expect([row.path, shown]).toEqual([row.path, read.header.numberOfFrames]);
      }
    }
    expect(changed).toEqual([]);
    expect(exact).toBeGreaterThan(700);
  }, 120_000);
});

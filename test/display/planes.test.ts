import { drawOverlay, overlayPlane } from '@pacs/shared/display/overlay';
import { renderFrame } from '@pacs/shared/display/render-frame';
import { separatePixelOverlays } from '@pacs/shared/dicom/overlays-in-pixels';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { splitInstance } from '@pacs/shared/dicom/split-instance';
import { DisplayFacts, type Shutter } from '@pacs/shared/manifest';
import { describe, expect, it } from 'vitest';
import { type DicomElement, element, imageFile, syntax } from '../support/synthetic-dicom/files.ts';

describe('overlays', () => {
  const ref = {
    group: 0x6000,
    rows: 2,
    columns: 2,
    origin: [0, 2] as [number, number],
    type: 'G' as const,
    frameOrigin: 1,
    numberOfFrames: 1,
  };

  it('are drawn from their origin on, cut off at the image’s edge, in their colour', () => {
    const plane = overlayPlane(ref, Uint8Array.of(0b1111), 1)!;
    const image = new Uint8ClampedArray(3 * 2 * 4);
    drawOverlay(image, { rows: 2, columns: 3 }, { ...plane, colour: 0xff0000ff });
    const red = [255, 0, 0, 255];
    const nothing = [0, 0, 0, 0];
    expect(Array.from(image)).toEqual([nothing, red, red, nothing, nothing, nothing].flat());
  });

  it('of several frames lie over those they name', () => {
    const many = { ...ref, numberOfFrames: 2, frameOrigin: 3 };
    const blob = Uint8Array.of(0b01100001);
    expect(overlayPlane(many, blob, 2)).toBeUndefined();
    expect(Array.from(overlayPlane(many, blob, 3)!.bits)).toEqual([1, 0, 0, 0]);
    expect(Array.from(overlayPlane(many, blob, 4)!.bits)).toEqual([0, 1, 1, 0]);
    expect(overlayPlane(many, blob, 5)).toBeUndefined();
  });
});

describe('overlays in unused bits of the pixels', () => {
  /** Stored values 0, 1, 2 …; bit 12 set in every third pixel, bit 15 in every fifth, bit 13 nowhere. */
  const words = Uint16Array.from({ length: 24 }, (_, i) => i | (i % 3 ? 0 : 1 << 12) | (i % 5 ? 0 : 1 << 15));
  const plane = (group: number, bit: number): DicomElement[] => [
    element(group * 0x10000 + 0x10, 'US', 4),
    element(group * 0x10000 + 0x11, 'US', 6),
    element(group * 0x10000 + 0x40, 'CS', 'G'),
    element(group * 0x10000 + 0x50, 'SS', [1, 1]),
    element(group * 0x10000 + 0x100, 'US', 16),
    element(group * 0x10000 + 0x102, 'US', bit),
  ];
  const planesOf = (elements: readonly DicomElement[], transferSyntaxUID: string, pixels = words) => {
    const file = imageFile([...elements, element(0x7fe00010, 'OW', pixels)], { transferSyntaxUID });
    const read = readHeader(file, { totalBytes: file.length });
    if (read.status !== 'ok') throw new Error(read.status);
    const { display } = separatePixelOverlays(read.header, splitInstance(file, read.header));
    return (display?.overlays ?? []).map(({ data, ...ref }) => ({
      group: ref.group,
      bits: data && Array.from(overlayPlane(ref, data, 1)!.bits),
    }));
  };

  it.each([syntax.implicit, syntax.explicit, syntax.bigEndian, syntax.deflated])(
    'become planes of their own in %s; empty ones and bits of the image do not',
    (transferSyntaxUID) => {
      const elements = [plane(0x6000, 12), plane(0x6002, 15), plane(0x6004, 13), plane(0x6006, 3)].flat();
      expect(planesOf(elements, transferSyntaxUID)).toEqual([
        { group: 0x6000, bits: Array.from({ length: 24 }, (_, i) => (i % 3 ? 0 : 1)) },
        { group: 0x6002, bits: Array.from({ length: 24 }, (_, i) => (i % 5 ? 0 : 1)) },
      ]);
    },
  );

  it('lie over each frame of several', () => {
    const two = Uint16Array.from({ length: 48 }, (_, i) => (i === 25 ? 1 << 14 : 0));
    const file = imageFile(
      [...plane(0x6000, 14), element(0x00280008, 'IS', 2), element(0x7fe00010, 'OW', two)],
      { transferSyntaxUID: syntax.explicit },
    );
    const read = readHeader(file, { totalBytes: file.length });
    if (read.status !== 'ok') throw new Error(read.status);
    const { display } = separatePixelOverlays(read.header, splitInstance(file, read.header));
    const [{ data, ...ref }] = display!.overlays as [NonNullable<typeof display>['overlays'][number]];
    const set = (frame: number) => Array.from(overlayPlane(ref, data!, frame)!.bits).indexOf(1);
    expect([set(1), set(2)]).toEqual([-1, 1]);
  });
});

describe('shutters', () => {
  /** One letter a pixel: `#` covered, `.` seen. The image under it is white. */
  const seen = (shutter: Shutter, rows = 7, columns = 9, fullSize?: { rows: number; columns: number }) => {
    const frame = {
      samples: new Uint8Array(rows * columns).fill(255),
      rows,
      columns,
      samplesPerPixel: 1,
      photometricInterpretation: 'MONOCHROME2',
    };
    const voi = { kind: 'window', center: 128, width: 256, function: 'LINEAR' } as const;
    const rgba = renderFrame(frame, { display: DisplayFacts.parse({ shutter }), voi, fullSize });
    return Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (__, column) =>
        rgba[4 * (row * columns + column)] === 255 ? '.' : '#',
      ).join(''),
    );
  };
  const rectangle = { left: 3, right: 6, top: 2, bottom: 4 };

  it('show a rectangle with its edges', () => {
    expect(seen({ rectangle })).toEqual([
      '#########',
      '##....###',
      '##....###',
      '##....###',
      '#########',
      '#########',
      '#########',
    ]);
  });

  it('show a circle, of pixels that may be higher than wide', () => {
    expect(seen({ circle: { row: 4, column: 5, radius: 2, rowToColumn: 1 } })).toEqual([
      '#########',
      '####.####',
      '###...###',
      '##.....##',
      '###...###',
      '####.####',
      '#########',
    ]);
    expect(seen({ circle: { row: 4, column: 5, radius: 2, rowToColumn: 2 } })).toEqual([
      '#########',
      '#########',
      '####.####',
      '##.....##',
      '####.####',
      '#########',
      '#########',
    ]);
  });

  it('show a polygon, and of several shapes what all leave open', () => {
    const polygon: [number, number][] = [
      [1, 1],
      [7, 1],
      [7, 7],
    ];
    expect(seen({ polygon })).toEqual([
      '#########',
      '.########',
      '..#######',
      '...######',
      '....#####',
      '.....####',
      '#########',
    ]);
    expect(seen({ polygon, rectangle })).toEqual([
      '#########',
      '#########',
      '#########',
      '##.######',
      '#########',
      '#########',
      '#########',
    ]);
  });

  it('cover the same part of a preview', () => {
    const half = seen({ rectangle: { left: 5, right: 12, top: 3, bottom: 8 } }, 7, 9, {
      rows: 14,
      columns: 18,
    });
    expect(half).toEqual([
      '#########',
      '##....###',
      '##....###',
      '##....###',
      '#########',
      '#########',
      '#########',
    ]);
  });

  it('have the grey they ask for, inverted image or not, and are read from the header', () => {
    const file = imageFile([
      element(0x00181600, 'CS', ['RECTANGULAR', 'CIRCULAR']),
      element(0x00181602, 'IS', 3),
      element(0x00181604, 'IS', 6),
      element(0x00181606, 'IS', 2),
      element(0x00181608, 'IS', 4),
      element(0x00181610, 'IS', [3, 4]),
      element(0x00181612, 'IS', 2),
      element(0x00181622, 'US', 65_535),
      element(0x00280030, 'DS', ['1', '0.5']),
    ]);
    const read = readHeader(file, { totalBytes: file.length });
    if (read.status !== 'ok') throw new Error(read.status);
    const shutter = read.header.display?.shutter;
    expect(shutter).toEqual({
      rectangle,
      circle: { row: 3, column: 4, radius: 2, rowToColumn: 2 },
      presentationValue: 65_535,
    });
    const black = {
      samples: new Uint8Array(63),
      rows: 7,
      columns: 9,
      samplesPerPixel: 1,
      photometricInterpretation: 'MONOCHROME2',
    };
    const voi = { kind: 'window', center: 128, width: 256, function: 'LINEAR' } as const;
    for (const invert of [false, true]) {
      const rgba = renderFrame(black, { display: DisplayFacts.parse({ shutter }), voi, invert });
      expect(Array.from(rgba.subarray(0, 4))).toEqual([255, 255, 255, 255]);
    }
  });
});

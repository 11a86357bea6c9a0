import { DecodeError, type DecodedFrame, type Samples } from '@pacs/shared/codecs/types';
import { lutOf } from '@pacs/shared/display/lut';
import { modalityTransform } from '@pacs/shared/display/modality';
import { pixelTable } from '@pacs/shared/display/pixel-table';
import { renderFrame, type RenderOptions } from '@pacs/shared/display/render-frame';
import { defaultWindow, type Voi } from '@pacs/shared/display/voi';
import { DisplayFacts } from '@pacs/shared/manifest';
import { describe, expect, it } from 'vitest';

const display = (over: object = {}) => DisplayFacts.parse(over);

function grey(samples: Samples, photometricInterpretation = 'MONOCHROME2'): DecodedFrame {
  return { samples, rows: 1, columns: samples.length, samplesPerPixel: 1, photometricInterpretation };
}

function colour(samples: Samples, photometricInterpretation: string): DecodedFrame {
  return { samples, rows: 1, columns: samples.length / 3, samplesPerPixel: 3, photometricInterpretation };
}

/** Red of each pixel, after making sure that it is grey and opaque. */
function brightness(frame: DecodedFrame, options: RenderOptions): number[] {
  const rgba = renderFrame(frame, options);
  return Array.from({ length: rgba.length / 4 }, (_, i) => {
    const [red, green, blue, alpha] = rgba.subarray(4 * i, 4 * i + 4);
    expect([green, blue, alpha]).toEqual([red, red, 255]);
    return red!;
  });
}

const window = (center: number, width: number, voiFunction: 'LINEAR' | 'LINEAR_EXACT' | 'SIGMOID'): Voi => ({
  kind: 'window',
  center,
  width,
  function: voiFunction,
});

describe('windows', () => {
  const values = Int16Array.from({ length: 4001 }, (_, i) => i - 2000);

  it.each([
    [40, 400],
    [2048, 4096],
    [0, 1],
    [100, 2],
    [-600.5, 1500],
  ])('LINEAR at %f wide %f is PS3.3 C.11.2.1.2.1', (center, width) => {
    const expected = Array.from(values, (x) => {
      if (x <= center - 0.5 - (width - 1) / 2) return 0;
      if (x > center - 0.5 + (width - 1) / 2) return 255;
      return Math.round(((x - (center - 0.5)) / (width - 1) + 0.5) * 255);
    });
    expect(brightness(grey(values), { display: display(), voi: window(center, width, 'LINEAR') })).toEqual(
      expected,
    );
  });

  it('LINEAR has the values of the standard’s note: c 2048, w 4096 maps 0 to 0 and 4095 to 255', () => {
    const voi = window(2048, 4096, 'LINEAR');
    expect(
      brightness(grey(Int16Array.of(-1, 0, 2047, 2048, 4095, 4096)), { display: display(), voi }),
    ).toEqual([0, 0, 127, 128, 255, 255]);
  });

  it('LINEAR_EXACT and SIGMOID follow C.11.2.1.3', () => {
    const [center, width] = [50, 300];
    const exact = Array.from(values, (x) =>
      x <= center - width / 2
        ? 0
        : x > center + width / 2
          ? 255
          : Math.round(((x - center) / width + 0.5) * 255),
    );
    const sigmoid = Array.from(values, (x) => Math.round(255 / (1 + Math.exp((-4 * (x - center)) / width))));
    const show = (voi: Voi) => brightness(grey(values), { display: display(), voi });
    expect(show(window(center, width, 'LINEAR_EXACT'))).toEqual(exact);
    expect(show(window(center, width, 'SIGMOID'))).toEqual(sigmoid);
  });

  it('work in modality units: slope and intercept come first', () => {
    const facts = display({ rescaleSlope: 2, rescaleIntercept: -1024 });
    const shown = brightness(grey(Uint16Array.of(0, 512, 612, 4095)), {
      display: facts,
      voi: window(100, 400, 'LINEAR_EXACT'),
    });
    expect(shown).toEqual([0, 64, 191, 255]);
    expect(modalityTransform(facts)(512)).toBe(0);
  });

  it('are the same without a table, for floats and 32 bits', () => {
    const voi = window(0.5, 1, 'LINEAR_EXACT');
    expect(brightness(grey(Float32Array.of(-1, 0.25, 0.5, 2, NaN)), { display: display(), voi })).toEqual([
      0, 64, 128, 255, 0,
    ]);
    const wide = window(2 ** 31, 2 ** 32, 'LINEAR_EXACT');
    expect(
      brightness(grey(Uint32Array.of(0, 2 ** 31, 2 ** 32 - 1)), { display: display(), voi: wide }),
    ).toEqual([0, 128, 255]);
  });
});

describe('lookup tables', () => {
  const words = (...entries: number[]) => new Uint8Array(Uint16Array.from(entries).buffer);
  const lut = (firstValueMapped: number, bitsPerEntry: number, ...entries: number[]) =>
    lutOf({ entries: entries.length, firstValueMapped, bitsPerEntry }, words(...entries));

  it('of the modality replace slope and intercept, from their first value mapped on', () => {
    const toModality = modalityTransform(display({ rescaleSlope: 9 }), {
      modality: lut(-2, 16, 10, 20, 300),
    });
    expect([-5, -2, -1, 0, 7].map(toModality)).toEqual([10, 10, 20, 300, 300]);
  });

  it('of values of interest replace the window, scaled by their bits', () => {
    const luts = { voi: [lut(1, 12, 0, 1024, 4095)] };
    const shown = brightness(grey(Uint8Array.of(0, 1, 2, 3, 9)), {
      display: display(),
      luts,
      voi: { kind: 'lut', index: 0 },
    });
    expect(shown).toEqual([0, 0, 64, 255, 255]);
  });

  it('of a palette colour their indices; 8-bit values in 16-bit entries count as such', () => {
    const wide = { red: lut(1, 16, 0, 0xffff), green: lut(1, 16, 0x8080, 0), blue: lut(1, 16, 0, 0x4040) };
    const frame = grey(Uint8Array.of(0, 1, 2, 200), 'PALETTE COLOR');
    const pixels = Array.from(renderFrame(frame, { display: display(), luts: { palette: wide } }));
    expect(pixels).toEqual([0, 128, 0, 255, 0, 128, 0, 255, 255, 0, 64, 255, 255, 0, 64, 255]);
    const complement = renderFrame(frame, { display: display(), luts: { palette: wide }, invert: true });
    expect(Array.from(complement)).toEqual(pixels.map((byte, i) => (i % 4 === 3 ? 255 : 255 - byte)));
    const narrow = { red: lut(0, 16, 0, 255), green: lut(0, 16, 128, 0), blue: lut(0, 16, 0, 64) };
    const first = renderFrame(grey(Uint8Array.of(1), 'PALETTE COLOR'), {
      display: display(),
      luts: { palette: narrow },
    });
    expect(Array.from(first)).toEqual([255, 0, 64, 255]);
  });
});

describe('inversion and padding', () => {
  const voi = window(127.5, 255, 'LINEAR_EXACT');
  const ramp = Uint8Array.of(0, 100, 255);

  it('MONOCHROME1, the shape INVERSE or the reader invert; image and reader cancel out', () => {
    const inverse = display({ presentationLutShape: 'INVERSE' });
    const straight = [0, 100, 255];
    const inverted = [255, 155, 0];
    expect(brightness(grey(ramp), { display: display(), voi })).toEqual(straight);
    expect(brightness(grey(ramp, 'MONOCHROME1'), { display: display(), voi })).toEqual(inverted);
    expect(brightness(grey(ramp), { display: inverse, voi })).toEqual(inverted);
    expect(brightness(grey(ramp, 'MONOCHROME1'), { display: inverse, voi })).toEqual(inverted);
    expect(brightness(grey(ramp), { display: display(), voi, invert: true })).toEqual(inverted);
    expect(brightness(grey(ramp, 'MONOCHROME1'), { display: display(), voi, invert: true })).toEqual(
      straight,
    );
  });

  it('padding is black, inverted or not, as a value and as a range in either order', () => {
    const frame = grey(Int16Array.of(-2000, -1990, -1024, 200));
    const range = { pixelPaddingValue: -1990, pixelPaddingRangeLimit: -2000 };
    const wide = window(-400, 1300, 'LINEAR_EXACT');
    const [first, second, third] = brightness(frame, { display: display(range), voi: wide, invert: true });
    expect([first, second]).toEqual([0, 0]);
    expect(third).toBe(250);
    const single = display({ pixelPaddingValue: -2000 });
    expect(brightness(frame, { display: single, voi: wide, invert: true }).slice(0, 2)).toEqual([0, 255]);
  });
});

describe('the default window', () => {
  const frame = grey(Int16Array.of(-2000, 0, 100, 300));

  it('is the first usable one', () => {
    const windows = [
      { center: 5, width: 0 },
      { center: 40, width: 400 },
    ];
    expect(defaultWindow(display({ windows }), frame)).toEqual(window(40, 400, 'LINEAR'));
    const sigmoid = display({ windows: [{ center: 1, width: 0.5 }], voiLutFunction: 'SIGMOID' });
    expect(defaultWindow(sigmoid, frame)).toEqual(window(1, 0.5, 'SIGMOID'));
  });

  it('is else the first VOI LUT, else from the smallest to the largest value without padding', () => {
    const table = lutOf({ entries: 1, firstValueMapped: 0, bitsPerEntry: 8 }, Uint8Array.of(1, 0));
    expect(defaultWindow(display(), frame, { luts: { voi: [table] } })).toEqual({ kind: 'lut', index: 0 });
    const facts = display({ pixelPaddingValue: -2000, rescaleSlope: 2, rescaleIntercept: 10 });
    expect(defaultWindow(facts, frame)).toEqual(window(310, 600, 'LINEAR_EXACT'));
    expect(brightness(frame, { display: facts })).toEqual([0, 0, 85, 255]);
    expect(defaultWindow(display(), frame, { range: { stored: [0, 50] } })).toEqual(
      window(25, 50, 'LINEAR_EXACT'),
    );
    expect(defaultWindow(display(), grey(Uint8Array.of(7, 7)))).toEqual(window(7, 1, 'LINEAR_EXACT'));
  });
});

describe('colour', () => {
  it('RGB stays; wider samples are scaled by BitsStored', () => {
    expect(Array.from(renderFrame(colour(Uint8Array.of(1, 2, 3), 'RGB'), { display: display() }))).toEqual([
      1, 2, 3, 255,
    ]);
    const wide = colour(Uint16Array.of(4095, 2048, 0), 'RGB');
    expect(Array.from(renderFrame(wide, { display: display(), bitsStored: 12 }))).toEqual([255, 128, 0, 255]);
    expect(
      Array.from(renderFrame(colour(Uint8Array.of(1, 2, 3), 'RGB'), { display: display(), invert: true })),
    ).toEqual([254, 253, 252, 255]);
  });

  it.each([
    ['YBR_FULL', 0, 1, 255],
    ['YBR_FULL_422', 0, 1, 255],
    ['YBR_PARTIAL_422', 16, 219 / 255, 224],
  ])('%s turns back to the RGB it was made from', (photometric, blackLevel, lumaScale, chroma) => {
    for (const [red, green, blue] of [
      [255, 0, 0],
      [0, 255, 0],
      [0, 0, 255],
      [12, 200, 77],
      [128, 128, 128],
    ] as const) {
      const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
      const y = blackLevel + luma * lumaScale;
      const cb = 128 + ((blue - luma) / 1.772) * (chroma / 255);
      const cr = 128 + ((red - luma) / 1.402) * (chroma / 255);
      const [r, g, b] = renderFrame(colour(rounded(y, cb, cr), photometric), { display: display() });
      expect(Math.abs(r! - red)).toBeLessThan(4);
      expect(Math.abs(g! - green)).toBeLessThan(4);
      expect(Math.abs(b! - blue)).toBeLessThan(4);
    }
  });

  it('of an unknown kind is refused, not guessed', () => {
    expect(() => renderFrame(colour(new Uint8Array(3), 'CMYK'), { display: display() })).toThrow(DecodeError);
  });
});

function rounded(...values: number[]): Uint8Array {
  return new Uint8Array(Uint8ClampedArray.from(values));
}

describe('tables', () => {
  it('made once give what rendering without them gives', () => {
    const samples = Int16Array.from({ length: 4096 }, (_, i) => i - 2048);
    const facts = display({ rescaleSlope: 1.5, rescaleIntercept: -10, pixelPaddingValue: -2048 });
    const voi = window(300, 900, 'LINEAR');
    const table = pixelTable([-2048, 2047], {
      display: facts,
      photometricInterpretation: 'MONOCHROME2',
      voi,
    });
    const into = new Uint8ClampedArray(4096 * 4);
    expect(renderFrame(grey(samples), { display: facts, table, into })).toBe(into);
    expect(into).toEqual(renderFrame(grey(samples), { display: facts, voi }));
  });
});

/** What a cut through a volume looks like: the same greys as the slices it was made of. */
import { DisplayFacts } from '@pacs/shared/manifest';
import { expect, test } from 'vitest';
import { stackRange } from '../../../web/src/viewer/core/voi.ts';
import type { FrameEntry } from '../../../web/src/viewer/core/frame-table.ts';
import { renderPart } from '../../../web/src/viewer/core/render-part.ts';
import { outsideInt16 } from '../../../web/src/viewer/mpr/core/reslice.ts';
import { planePainting, volumeVoi } from '../../../web/src/viewer/mpr/core/plane-painting.ts';
import { volumeValues } from '../../../web/src/viewer/mpr/core/volume-values.ts';
import { format } from '../../codecs/support/formats.ts';

const ct = { rescaleSlope: 1, rescaleIntercept: -1024 };
const unsigned12 = format({ rows: 4, columns: 4, bitsStored: 12 });

const entry = (facts: object, range: [number, number], pixels = unsigned12) =>
  ({
    facts: { display: DisplayFacts.parse(facts), format: pixels, ref: { range } },
  }) as unknown as FrameEntry;

function greysOf(entries: FrameEntry[], stored: number[], chosen?: { kind: 'auto' }): number[] {
  const values = volumeValues(entries.map(({ facts }) => facts));
  if (values === undefined) throw new Error('no volume');
  const voi = volumeVoi(chosen, values.display, {}, [Math.max(0, Math.min(...stored)), Math.max(...stored)]);
  const size = { rows: 1, columns: stored.length };
  const painting = planePainting({ plane: size, samples: Int16Array.from(stored) }, size, {
    display: values.display,
    luts: {},
    voi,
    invert: false,
    photometricInterpretation: 'MONOCHROME2',
  });
  const into = new Uint8ClampedArray(4 * stored.length);
  renderPart(painting, 0, { row: 0, column: 0, ...size }, { table: undefined, into });
  return stored.map((_, at) => into[4 * at] ?? -1);
}

test('every stored value of an unsigned volume has its grey, and what lies outside it is black', () => {
  const windows = [{ center: 500, width: 4000 }];
  const greys = greysOf(
    [entry({ ...ct, windows }, [0, 4095])],
    [0, 1024, 2047, 2048, 3000, 4095, outsideInt16],
  );
  expect(greys.slice(0, 6)).toEqual([...greys.slice(0, 6)].sort((a, b) => a - b));
  expect(greys[5]).toBe(255);
  expect(greys[4]).toBeGreaterThan(210);
  expect((greys[3] ?? 0) - (greys[2] ?? 0)).toBeLessThan(2);
  expect(greys[6]).toBe(0);
});

test.each([undefined, { kind: 'auto' } as const])(
  'without a window of the file, or over the full range, there are greys and not two colours: %o',
  (chosen) => {
    const greys = greysOf([entry(ct, [0, 1000]), entry(ct, [100, 2000])], [0, 500, 1000, 2000], chosen);
    expect(greys).toEqual([0, 64, 128, 255]);
  },
);

test('slices that differ in scale have one range, in what they measure', () => {
  const entries = [
    entry({ rescaleSlope: 0.5, rescaleIntercept: 0 }, [0, 1000]),
    entry({ rescaleSlope: 2, rescaleIntercept: -10 }, [0, 100]),
  ];
  expect(stackRange(entries)).toEqual([-10, 500]);
  expect(stackRange([entry({ rescaleSlope: -1, rescaleIntercept: 0 }, [3, 8])])).toEqual([-8, -3]);
});

test('a coarse cut, as while the plane moves, lies on all the ground of the fine one', () => {
  const coarse = { plane: { rows: 3, columns: 4 }, samples: new Int16Array(12) };
  const painting = planePainting(
    coarse,
    { rows: 5, columns: 8 },
    {
      display: DisplayFacts.parse({}),
      luts: {},
      voi: { kind: 'window', center: 1, width: 2, function: 'LINEAR_EXACT' },
      invert: false,
      photometricInterpretation: 'MONOCHROME2',
    },
  );
  const into = new Uint8ClampedArray(4 * 12);
  const { size } = renderPart(
    painting,
    0,
    { row: 0, column: 0, rows: 3, columns: 4 },
    { table: undefined, into },
  );
  expect(size).toEqual({ width: 8, height: 5 });
});

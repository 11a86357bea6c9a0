/** Padding is no image: not in a cut, not mixed into what lies beside it, and not in the range of the volume. */
import { DisplayFacts } from '@pacs/shared/manifest';
import { describe, expect, it } from 'vitest';
import type { FrameFacts } from '../../../web/src/viewer/core/facts.ts';
import { planeThrough, type SlabMode } from '../../../web/src/viewer/mpr/core/plane.ts';
import { volumeVoi } from '../../../web/src/viewer/mpr/core/plane-painting.ts';
import { outsideInt16 } from '../../../web/src/viewer/mpr/core/reslice.ts';
import type { VolumeGeometry } from '../../../web/src/viewer/mpr/core/volume-geometry.ts';
import { volumeValues } from '../../../web/src/viewer/mpr/core/volume-values.ts';
import { createVolumeWork } from '../../../web/src/viewer/mpr/core/volume-work.ts';
import { format } from '../../codecs/support/formats.ts';

const side = 4;
const geometry: VolumeGeometry = {
  size: [side, side, side],
  origin: [0, 0, 0],
  steps: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  order: [0, 1, 2, 3],
};
const signed16 = format({ rows: side, columns: side, bitsStored: 16, pixelRepresentation: 1 });
const frames = (facts: object, of = Array.from({ length: side }, () => signed16)) =>
  of.map((pixels) => ({ display: DisplayFacts.parse(facts), format: pixels }) as unknown as FrameFacts);

const padded = { rescaleSlope: 1, rescaleIntercept: -1024, pixelPaddingValue: -2000 };

/** Columns 0 and 1 are padding, 2 holds 100 and 3 holds 300; the second slice holds ten more. */
const slice = (at: number) => {
  const more = at === 1 ? 10 : 0;
  const row = [-2000, -2000, 100 + more, 300 + more];
  return Int16Array.from(Array.from({ length: side }, () => row).flat());
};

function volume(facts: object) {
  const values = volumeValues(frames(facts));
  if (values === undefined) throw new Error('no volume');
  const work = createVolumeWork();
  work.open(geometry, values.kind);
  const ranges = geometry.order.map((at) => work.put(at, slice(at), values.slices[at] ?? {}));
  const rowOf = (mode: SlabMode, thicknessMm = 0) => {
    const plane = planeThrough(geometry, 'axial', [2, 2, 1]);
    return [...work.cut({ ...plane, pixelMm: 0.25, columns: 13, rows: 1 }, { mode, thicknessMm, stepMm: 1 })];
  };
  return { values, ranges, rowOf };
}

describe('a volume with padding', () => {
  it('has holes where the files have padding, each voxel reaching halfway to them', () => {
    const { rowOf, values } = volume(padded);
    expect(values.kind).toBe('int16');
    expect(rowOf('average')).toEqual([
      ...Array.from({ length: 6 }, () => outsideInt16),
      110,
      110,
      110,
      160,
      210,
      260,
      310,
    ]);
  });

  it.each([
    ['minip', 100],
    ['mip', 110],
    ['average', Math.round((100 + 110 + 100) / 3)],
  ] as const)('keeps its %s free of them', (mode, expected) => {
    expect(volume(padded).rowOf(mode, 3)[8]).toBe(expected);
  });

  it('has the range of its image alone, also over all of it', () => {
    const { ranges, values } = volume(padded);
    expect(ranges).toEqual([
      [100, 300],
      [110, 310],
      [100, 300],
      [100, 300],
    ]);
    expect(volumeVoi({ kind: 'auto' }, values.display, {}, [100, 310])).toMatchObject({
      center: (100 + 310) / 2 - 1024,
      width: 210,
    });
  });

  it('takes a range of padding as the files write it, and the stored value where slices differ in scale', () => {
    const scaled = frames({ ...padded, pixelPaddingRangeLimit: -1990 });
    scaled[2] = { ...scaled[2], display: DisplayFacts.parse({ ...padded, rescaleSlope: 2 }) } as FrameFacts;
    const values = volumeValues(scaled);
    expect(values).toMatchObject({ kind: 'float32' });
    expect(values?.slices[0]).toEqual({ padding: [-2000, -1990], rescale: { slope: 1, intercept: -1024 } });
    const work = createVolumeWork();
    work.open(geometry, 'float32');
    expect(work.put(2, slice(2), values?.slices[2] ?? {})).toEqual([100 * 2 - 1024, 300 * 2 - 1024]);
    const nothing = new Int16Array(side * side).fill(-2000);
    expect(work.put(3, nothing, values?.slices[3] ?? {})).toBeUndefined();
    const plane = planeThrough(geometry, 'axial', [2, 2, 3]);
    expect([
      ...work.cut({ ...plane, columns: 1, rows: 1 }, { mode: 'mip', thicknessMm: 0, stepMm: 1 }),
    ]).toEqual([NaN]);
  });

  it('without padding has no holes', () => {
    expect(volume({}).rowOf('average')[4]).toBe(-2000);
  });
});

it('slices whose values do not all fit in 16 signed bits are held as real numbers', () => {
  const unsigned16 = format({ rows: side, columns: side, bitsStored: 16 });
  const unsigned12 = format({ rows: side, columns: side, bitsStored: 12 });
  expect(volumeValues(frames({}, [signed16, unsigned16]))?.kind).toBe('float32');
  expect(volumeValues(frames({}, [signed16, unsigned12]))?.kind).toBe('int16');
});

it('the range of a modality table is that of all its entries in between', () => {
  const modality = { firstValueMapped: 0, entries: Uint16Array.of(5, 90, 1, 7), bitsPerEntry: 8 };
  const voi = volumeVoi({ kind: 'auto' }, DisplayFacts.parse({}), { modality }, [0, 3]);
  expect(voi).toMatchObject({ center: (1 + 90) / 2, width: 89 });
});

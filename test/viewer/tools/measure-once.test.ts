import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { DecodedFrame } from '@pacs/shared/codecs/types';
import { expect, test } from 'vitest';
import type { FrameEntry } from '../../../web/src/viewer/core/frame-table.ts';
import { measureOnce } from '../../../web/src/viewer/tools/measure-once.ts';
import { annotation } from './annotation-server.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const entry = { facts: { instance: { modality: 'CT', role: 'primary' } } } as FrameEntry;
const picture = (): DecodedFrame => ({
  samples: new Uint16Array(4),
  rows: 2,
  columns: 2,
  samplesPerPixel: 1,
  photometricInterpretation: 'MONOCHROME2',
});

test('a figure is measured once for the same pixels, and again for others or none', () => {
  const figure = annotation('a');
  const decoded = picture();
  const tables = { luts: {}, overlays: [] };
  const once = measureOnce(figure, { entry, decoded, tables });
  expect(measureOnce(figure, { entry, decoded, tables })).toBe(once);
  const without = measureOnce(figure, { entry, decoded: undefined, tables });
  expect(without).not.toBe(once);
  expect(measureOnce(figure, { entry, decoded: undefined, tables })).toBe(without);
  expect(measureOnce(figure, { entry, decoded: picture(), tables })).not.toBe(without);
});

test('a figure that has been measured does not keep the pixels of its image in memory', async () => {
  const figure = annotation('a');
  const tables = { luts: {}, overlays: [] };
  const measured = () => {
    const decoded = picture();
    measureOnce(figure, { entry, decoded, tables });
    return new WeakRef(decoded);
  };
  const pixels = measured();
  await expect
    .poll(() => {
      collect();
      return pixels.deref() === undefined;
    })
    .toBe(true);
  const without = measureOnce(figure, { entry, decoded: undefined, tables });
  expect(without).toMatchObject({ kind: 'probe', value: 'later' });
});

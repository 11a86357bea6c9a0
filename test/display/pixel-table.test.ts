import { DisplayFacts } from '@pacs/shared/manifest';
import { pixelTable, tableDomain } from '@pacs/shared/display/pixel-table';
import { expect, test } from 'vitest';

test('a table reaches as far as the stored bits, and is the same there as one of all 16 bits', () => {
  expect(tableDomain(new Uint16Array(1), 12)).toEqual([0, 4095]);
  expect(tableDomain(new Int16Array(1), 12)).toEqual([-2048, 2047]);
  expect(tableDomain(new Int16Array(1))).toEqual([-32_768, 32_767]);
  expect(tableDomain(new Uint8Array(1), 6)).toEqual([0, 255]);
  expect(tableDomain(new Float32Array(1), 12)).toBeUndefined();

  const options = {
    display: DisplayFacts.parse({ rescaleSlope: 1, rescaleIntercept: -1024 }),
    photometricInterpretation: 'MONOCHROME2',
    voi: { kind: 'window', center: 40, width: 400, function: 'LINEAR' } as const,
  };
  const narrow = pixelTable([-2048, 2047], options);
  const wide = pixelTable([-32_768, 32_767], options);
  const from = narrow.first - wide.first;
  expect(wide.rgba.subarray(from, from + narrow.rgba.length)).toEqual(narrow.rgba);
});

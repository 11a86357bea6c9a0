import { expect, it } from 'vitest';
import { sharedWriter } from '../../web/src/upload/scan-workers.ts';
import { hereWork } from './fakes/here-work.ts';

it('packs one bundle at a time on each worker, in the order they were asked for', async () => {
  const begun: string[] = [];
  const finish = new Map<string, () => void>();
  const worker = (name: string) => ({
    ...hereWork(),
    writeBundle: async ([file]: { sha256: string }[]) => {
      const which = file?.sha256 ?? '';
      begun.push(which);
      await new Promise<void>((resolve) => finish.set(which, resolve));
      return { bundle: new Blob([name]), lost: [] };
    },
  });
  const writer = sharedWriter([worker('a'), worker('b')]);
  const ask = (sha256: string) =>
    writer.writeBundle([
      { sha256, crc32: 0, deflate: false, code: false, data: new Blob(), packing: 'stored', bytes: 0 },
    ]);
  const bundles = ['1', '2', '3', '4'].map(ask);
  await Promise.resolve();
  expect(begun).toEqual(['1', '2']);
  finish.get('2')?.();
  await bundles[1];
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toEqual(['1', '2', '3']);
  finish.get('1')?.();
  await bundles[0];
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toEqual(['1', '2', '3', '4']);
});

import { expect, test } from 'vitest';
import { createStoredFiles } from '../../../web/src/viewer/takeaway/stored-files.ts';

test('only packs in which files lie are asked for, each once: a pack that was replaced is empty', async () => {
  const entry = (pack: number, head: number) => ({
    id: `${String(pack)}.${String(head)}`,
    series: 's',
    pack,
    head,
    bytes: 1,
    sha256: 'x',
  });
  const asked: number[] = [];
  const stored = createStoredFiles(
    (packs, entries) => {
      asked.push(...packs);
      const urls = Object.fromEntries(
        packs.map((pack) => [String(pack), `https://storage.test/${String(pack)}`]),
      );
      return Promise.resolve({
        rev: 2,
        packs: [0, 9, 9].map((bytes) => ({ framesBytes: bytes, headsBytes: bytes })),
        urls: { frames: urls, heads: urls, expireAtMs: 1 },
        entries: entries ? [entry(2, 0), entry(1, 1), entry(1, 0)] : [],
        serverNowMs: 0,
      });
    },
    { open: () => Promise.resolve(), file: (head) => Promise.resolve(new Uint8Array([head])) },
  );
  const read: (number | undefined)[] = [];
  for (const file of await stored.entries()) read.push((await stored.read(file))?.[0]);
  expect(read).toEqual([0, 1, 0]);
  expect(asked).toEqual([1, 2]);
});

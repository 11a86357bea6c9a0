import { limits } from '@pacs/shared/limits';
import { expect, test } from 'vitest';
import { codeFile } from '../../web/src/upload/core/code-file.ts';
import { picture } from '../bench/ingest/bound-files.ts';

const columns = 8192;
const most = limits.transcodeFrameMaxBytes / (2 * columns);

test.each([
  ['of 26 MiB is coded', most, 1],
  ['past 26 MiB goes as it is: the server would refuse it coded', most + 1, 0],
])('a frame %s', async (_what, rows, times) => {
  let asked = 0;
  const parts = await codeFile(
    picture({ number: 1, rows, columns, texture: 'blank' }),
    'x'.repeat(43),
    (native) => {
      asked += 1;
      expect(native).toHaveLength(rows * columns * 2);
      return Promise.resolve(new Uint8Array(16));
    },
  );
  expect(asked).toBe(times);
  expect(parts !== undefined).toBe(times === 1);
});

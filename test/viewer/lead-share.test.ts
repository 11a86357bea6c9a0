import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mrSeries } from '../../tools/seed/synthetic/mr-series.ts';
import { packStudy } from './harness/pack-study.ts';

/** Share of a study's frame bytes that its leads take. */
async function leadShare(files: readonly Uint8Array[]): Promise<number> {
  const { index } = await packStudy('study', files);
  let leads = 0;
  let all = 0;
  for (const { leadBytes, restBytes } of index.instances.flatMap(({ frames }) => frames)) {
    leads += leadBytes;
    all += leadBytes + restBytes;
  }
  return leads / all;
}

test('a stack can be scrolled after about a tenth of its bytes', async () => {
  const files = mrSeries({ slices: 6, size: 256 }).map(({ bytes }) => bytes);
  expect(await leadShare(files)).toBeLessThan(0.16);
});

const real = join(
  import.meta.dirname,
  '../../../shared/dicom/series/neurolabusc+dcm_qa_ct/S21570_S2010_28slices',
);

test.skipIf(!existsSync(real))(
  'so can a real CT (without its files beside the checkout: skipped)',
  async () => {
    const files = readdirSync(real).slice(0, 8);
    expect(await leadShare(files.map((name) => new Uint8Array(readFileSync(join(real, name)))))).toBeLessThan(
      0.16,
    );
  },
);

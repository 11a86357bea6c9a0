import { decodeFrame } from '@pacs/shared/codecs/decode-frame';
import { nodeCodecs } from '@pacs/shared/codecs/node-codecs';
import type { DecodedFrame } from '@pacs/shared/codecs/types';
import { describe, expect, it } from 'vitest';
import {
  decoders,
  firstFrame,
  haveRealFiles,
  readTruth,
  realFile,
  sampleDigest,
  statistics,
  type Truth,
} from './support/real-files.ts';

const codecs = nodeCodecs();

const lossy = new Set(
  ['4.50', '4.51', '4.53', '4.55', '4.81', '4.91', '4.203'].map((end) => `1.2.840.10008.1.2.${end}`),
);

/** Files whose frame 0 is not what the table says, each with what is so instead. */
const exceptions: Record<
  string,
  { why: string; holds: (truth: Truth, decode: () => Promise<DecodedFrame>) => Promise<void> }
> = {
  'US-YBR_FULL_422-EVRLE.dcm': {
    why: 'the reference is the sub-sampled bytes as they lie',
    holds: async (truth, decode) => expectSubsampled(truth, await decode()),
  },
  'SC_ybr_full_422_uncompressed.dcm': {
    why: 'the reference is the sub-sampled bytes as they lie',
    holds: async (truth, decode) => expectSubsampled(truth, await decode()),
  },
  'MR_truncated.dcm': {
    why: 'half of its pixels are missing; the reference filled them up',
    holds: async (_truth, decode) => {
      await expect(decode()).rejects.toMatchObject({ reason: 'size-mismatch' });
    },
  },
  'SC_rgb_small_odd_big_endian.dcm': {
    why: 'an odd number of bytes in big-endian words: the last one lies where the padding would, beyond the frame',
    holds: async (_truth, decode) => {
      const little = firstFrame(
        realFile('pydicom+pydicom/src/pydicom/data/test_files/SC_rgb_small_odd.dcm'),
      )!;
      const { samples } = await decodeFrame(codecs, little);
      expect((await decode()).samples.slice(0, -1)).toEqual(samples.slice(0, -1));
    },
  },
  'SC_rgb_jpeg_lossy_gdcm.dcm': {
    why: 'sub-sampled YCbCr that the header calls RGB: both references believed the header',
    holds: async (_truth, decode) => {
      const original = await decodeFrame(
        codecs,
        firstFrame(realFile('pydicom+pydicom-data/data_store/data/SC_rgb.dcm'))!,
      );
      const samples = Array.from((await decode()).samples);
      const off =
        samples.reduce((sum, value, i) => sum + Math.abs(value - original.samples[i]!), 0) / samples.length;
      expect(off).toBeLessThan(3);
    },
  },
};

function expectSubsampled(truth: Truth, { samples, rows, columns }: DecodedFrame): void {
  const stored = new Uint8Array(rows * columns * 2);
  for (let pixel = 0; pixel < rows * columns; pixel += 2) {
    const [y1, y2, cb, cr] = [
      samples[pixel * 3]!,
      samples[pixel * 3 + 3]!,
      samples[pixel * 3 + 1]!,
      samples[pixel * 3 + 2]!,
    ];
    stored.set([y1, y2, cb, cr], pixel * 2);
  }
  const as422 = { samples: stored, rows, columns, samplesPerPixel: 1, photometricInterpretation: '' };
  expect(sampleDigest(as422, 8)).toBe(truth['reference_sha256']);
}

describe.skipIf(!haveRealFiles)('real files decode to what independent decoders made of them', () => {
  const truths = readTruth();
  for (const syntax of new Set(truths.map((truth) => truth.transfer_syntax))) {
    describe(syntax === '' ? 'no transfer syntax given' : syntax, () => {
      it.each(truths.filter((truth) => truth.transfer_syntax === syntax))('$path', async (truth) => {
        const frame = firstFrame(realFile(truth.path));
        if (!frame) throw new Error('no frame found');
        const decode = () => decodeFrame(codecs, frame);
        const exception = exceptions[truth.path.split('/').at(-1)!];
        if (exception) return exception.holds(truth, decode);
        const decoded = await decode();
        if (lossy.has(syntax)) expectClose(truth, decoded);
        else expectEqual(truth, decoded, frame.format.bitsAllocated);
      });
    });
  }
});

/** Some references are of the RGB version and some of YBR (see the table's README): any of them will do. */
function expectEqual(truth: Truth, decoded: DecodedFrame, bitsAllocated: number): void {
  const digests = ['reference', ...decoders]
    .map((name) => truth[`${name}_sha256`])
    .filter((digest) => digest);
  expect(digests).toContain(sampleDigest(decoded, bitsAllocated));
}

/** Bound for lossy syntaxes: mean within 0.5 % of the range, ends within 5 %, for some decoder's picture. */
function expectClose(truth: Truth, decoded: DecodedFrame): void {
  const ours = statistics(decoded);
  const range = ours.max - ours.min + 1;
  const close = decoders.some((name) => {
    const [min, max, mean] = ['min', 'max', 'mean'].map((what) => parseFloat(truth[`${name}_${what}`] ?? ''));
    return (
      Math.abs(ours.mean - mean!) <= range * 0.005 &&
      Math.abs(ours.min - min!) <= range * 0.05 &&
      Math.abs(ours.max - max!) <= range * 0.05
    );
  });
  expect({ ...ours, close }).toMatchObject({ close: true });
}

/** A file with its frames as lossless HTJ2K, for the way to the server (packs/coded-file.ts). */
import { nativeFrameBytes } from '@pacs/shared/codecs/decoders/native';
import { isHtj2kEligible } from '@pacs/shared/codecs/htj2k-encode';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { splitInstance } from '@pacs/shared/dicom/split-instance';
import { limits } from '@pacs/shared/limits';
import type { PixelFormat } from '@pacs/shared/manifest';
import { writeCodedFile } from '@pacs/shared/packs/coded-file';

/** The codestream of a frame, proven bit-exact; undefined where there is none that is smaller. */
export type EncodeFrame = (native: Uint8Array, format: PixelFormat) => Promise<Uint8Array | undefined>;

/** The parts of what is sent instead of the file; undefined where that is the file itself. */
export async function codeFile(
  file: Uint8Array,
  sha256: string,
  encode: EncodeFrame,
): Promise<Uint8Array[] | undefined> {
  const read = readHeader(file, { totalBytes: file.length });
  if (read.status !== 'ok') return undefined;
  const { header } = read;
  const { format, transferSyntaxUID } = header;
  if (format === undefined || !isHtj2kEligible(format, transferSyntaxUID)) return undefined;
  const split = splitInstance(file, header);
  if (split.standalone !== undefined || !split.complete) return undefined;
  if (nativeFrameBytes(format) > limits.transcodeFrameMaxBytes) return undefined;
  return writeCodedFile({ file, header, split, sha256 }, (native) => encode(native, format));
}

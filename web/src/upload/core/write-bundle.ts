import { codeFile, type EncodeFrame } from './code-file.ts';
import type { BundleFile, WrittenBundle } from './file-work.ts';
import { crc32 } from '../../intake/core/crc32.ts';
import { readWhole } from '../../intake/core/read-packed.ts';
import { zipBlob } from './zip-layout.ts';
import type { ZipEntry } from './zip-layout.ts';

/** Deflating that saves less than this is not worth inflating again. */
const worthwhileShare = 0.95;

/**
 * One bundle: compressed entries of the user's ZIP and plain files as slices that are read only when they are
 * sent; files to code or to deflate are read here, one at a time, into Blobs that the browser may keep on disk.
 */
export async function writeBundle(files: readonly BundleFile[], encode: EncodeFrame): Promise<WrittenBundle> {
  const entries: ZipEntry[] = [];
  const lost: number[] = [];
  for (const [position, file] of files.entries()) {
    const entry = await entryOf(file, encode);
    if (entry === undefined) lost.push(position);
    else entries.push(entry);
  }
  return { bundle: zipBlob(entries), lost };
}

/** undefined where the file is gone or no longer what its digest says. */
async function entryOf(file: BundleFile, encode: EncodeFrame): Promise<ZipEntry | undefined> {
  const { data, packing, crc32: crc, bytes } = file;
  const asItLies: ZipEntry = { data, packing, crc32: crc, bytes };
  try {
    if (!file.code && !file.deflate) {
      await data.slice(0, 1).arrayBuffer();
      return asItLies;
    }
    const whole = await readWhole(file);
    if (crc32(whole) !== crc) return undefined;
    const coded = file.code ? await codeFile(whole, file.sha256, encode) : undefined;
    if (coded !== undefined) return storedEntry(coded);
    return (file.deflate ? await deflatedEntry(whole, crc) : undefined) ?? asItLies;
  } catch {
    return undefined;
  }
}

function storedEntry(parts: readonly Uint8Array[]): ZipEntry {
  const data = new Blob(parts as Uint8Array<ArrayBuffer>[]);
  return {
    data,
    packing: 'stored',
    crc32: parts.reduce((sum, part) => crc32(part, sum), 0),
    bytes: data.size,
  };
}

async function deflatedEntry(whole: Uint8Array<ArrayBuffer>, crc: number): Promise<ZipEntry | undefined> {
  const stream = new Blob([whole]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const data = await new Response(stream).blob();
  if (data.size >= whole.length * worthwhileShare) return undefined;
  return { data, packing: 'deflated', crc32: crc, bytes: whole.length };
}

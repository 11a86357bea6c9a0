import type { BundleFile, WrittenBundle } from './file-work.ts';
import { crc32 } from '../../intake/core/crc32.ts';
import { zipBlob } from './zip-layout.ts';
import type { ZipEntry } from './zip-layout.ts';

/** Deflating that saves less than this is not worth inflating again. */
const worthwhileShare = 0.95;

/**
 * One bundle: compressed entries of the user's ZIP and plain files as slices that are read only when they are
 * sent; files to deflate are read and deflated here, one at a time, into Blobs that the browser may keep on disk.
 */
export async function writeBundle(files: readonly BundleFile[]): Promise<WrittenBundle> {
  const entries: ZipEntry[] = [];
  const lost: number[] = [];
  for (const [position, file] of files.entries()) {
    const entry = await entryOf(file);
    if (entry === undefined) lost.push(position);
    else entries.push(entry);
  }
  return { bundle: zipBlob(entries), lost };
}

/** undefined where the file is gone or no longer what its digest says. */
async function entryOf(file: BundleFile): Promise<ZipEntry | undefined> {
  const { data, packing, crc32: crc, bytes } = file;
  try {
    if (packing === 'stored' && file.deflate) {
      const whole = new Uint8Array(await data.arrayBuffer());
      if (crc32(whole) !== crc) return undefined;
      const stream = new Blob([whole]).stream().pipeThrough(new CompressionStream('deflate-raw'));
      const deflated = await new Response(stream).blob();
      if (deflated.size < bytes * worthwhileShare)
        return { data: deflated, packing: 'deflated', crc32: crc, bytes };
    } else {
      await data.slice(0, 1).arrayBuffer();
    }
    return { data, packing, crc32: crc, bytes };
  } catch {
    return undefined;
  }
}

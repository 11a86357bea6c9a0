/** What is done to files off the main thread. `scan.worker.ts` serves it; a pool calls it. */
import type { FileReading } from '../../intake/core/file-reading.ts';
import type { PackedBytes } from '../../intake/core/place.ts';

export interface BundleFile extends PackedBytes {
  crc32: number;
  /** Base64url. */
  sha256: string;
  /** Try to deflate it: it lies as it is and is expected to shrink. */
  deflate: boolean;
  /** Try to code its frames as lossless HTJ2K, which takes a fraction of what deflating leaves. */
  code: boolean;
}

/** `lost`: positions in the request of files that can no longer be read, or have changed. */
export interface WrittenBundle {
  bundle: Blob;
  lost: number[];
}

export interface FileWork extends FileReading {
  writeBundle(files: BundleFile[]): Promise<WrittenBundle>;
}

/** Lookup tables and overlays on their way into a pack. */
import { createHash } from 'node:crypto';
import { crc32c } from '@pacs/shared/crc32c';
import type { BlobRef } from '@pacs/shared/manifest';
import type { PackLayout, Run } from '@pacs/shared/packs/pack-layout';

export interface BlobPlaces {
  /** Adds the bytes once per pack. */
  add(bytes: Uint8Array): void;
  /** After the layout is finished. */
  place(bytes: Uint8Array, pack: number): BlobRef;
}

interface Blob {
  run: Run;
  crc: number;
}

/** Frames share the tables of their image: each buffer is read once, however many refer to it. */
export function createBlobPlaces(layout: PackLayout): BlobPlaces {
  const byDigest = new Map<string, Blob>();
  const byBuffer = new WeakMap<Uint8Array, Blob>();
  return {
    add(bytes) {
      if (byBuffer.has(bytes)) return;
      const digest = createHash('sha256').update(bytes).digest('base64');
      const blob = byDigest.get(digest) ?? { run: layout.addBlob(bytes), crc: crc32c(bytes) };
      byDigest.set(digest, blob);
      byBuffer.set(bytes, blob);
    },
    place(bytes, pack) {
      const blob = byBuffer.get(bytes);
      if (!blob) throw new RangeError('blob was not added');
      return { pack, at: blob.run.at, bytes: bytes.length, crc: blob.crc };
    },
  };
}

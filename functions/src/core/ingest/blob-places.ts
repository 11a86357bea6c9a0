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

export function createBlobPlaces(layout: PackLayout): BlobPlaces {
  const runs = new Map<string, Run>();
  const key = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64');
  return {
    add(bytes) {
      const digest = key(bytes);
      if (!runs.has(digest)) runs.set(digest, layout.addBlob(bytes));
    },
    place(bytes, pack) {
      const run = runs.get(key(bytes));
      if (!run) throw new RangeError('blob was not added');
      return { pack, at: run.at, bytes: bytes.length, crc: crc32c(bytes) };
    },
  };
}

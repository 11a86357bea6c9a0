/** Tables and overlays of a pack: each buffer is read once, however many frames refer to it. */
import { expect, test } from 'vitest';
import { crc32c } from '@pacs/shared/crc32c';
import { createPackLayout } from '@pacs/shared/packs/pack-layout';
import { createBlobPlaces } from '../../functions/src/core/ingest/blob-places.ts';

test('a buffer is read when it is added first and never again; equal ones lie in one place', () => {
  const layout = createPackLayout();
  const blobs = createBlobPlaces(layout);
  const table = Uint8Array.of(1, 2, 3);
  const crc = crc32c(table);
  const equal = table.slice();
  const other = Uint8Array.of(4, 5);
  for (const bytes of [table, equal, other]) blobs.add(bytes);
  // Whoever read it again would see other bytes.
  table.fill(9);
  blobs.add(table);
  layout.finish();
  expect(blobs.place(table, 7)).toEqual({ pack: 7, at: 0, bytes: 3, crc });
  expect(blobs.place(equal, 7)).toEqual({ pack: 7, at: 0, bytes: 3, crc });
  expect(blobs.place(other, 7)).toEqual({ pack: 7, at: 3, bytes: 2, crc: crc32c(other) });
  expect(layout.totalBytes).toBe(5);
});

test('what was not added has no place', () => {
  expect(() => createBlobPlaces(createPackLayout()).place(Uint8Array.of(1), 0)).toThrow(RangeError);
});

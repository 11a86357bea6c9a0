import { z } from 'zod';
import type { RawDocument } from './watch.ts';

/** Firestore's Bytes, told by what it can do, so that the SDK need not be loaded to ask. */
const BytesLike = z.custom<{ toUint8Array: () => Uint8Array<ArrayBuffer> }>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'toUint8Array' in value &&
    typeof value.toUint8Array === 'function',
);

/** A bytes field of a raw document; undefined where it is missing or something else. */
export const bytesField = (data: RawDocument, name: string): Uint8Array<ArrayBuffer> | undefined =>
  BytesLike.safeParse(data[name]).data?.toUint8Array();

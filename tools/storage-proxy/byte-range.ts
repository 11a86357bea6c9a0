import { StorageError } from './storage-error.ts';

export interface ByteRange {
  /** First and last byte, both inclusive. */
  first: number;
  last: number;
}

/**
 * The part of an object that a Range header asks for (RFC 9110 14.2); undefined means all of it: no header,
 * another unit, several ranges or nonsense, which Cloud Storage answers with the whole object.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | undefined {
  const parts = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (parts === null) return undefined;
  const [from, to] = [parts[1] ?? '', parts[2] ?? ''];
  if (from === '' && to === '') return undefined;
  if (from === '') {
    const suffix = Number(to);
    if (suffix === 0 || size === 0) throw outOfBounds();
    return { first: Math.max(0, size - suffix), last: size - 1 };
  }
  const first = Number(from);
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < first) return undefined;
  if (first >= size) throw outOfBounds();
  return { first, last };
}

const outOfBounds = () => new StorageError(416, 'InvalidRange', 'The requested range cannot be satisfied.');

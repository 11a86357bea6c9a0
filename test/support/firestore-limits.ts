/** Sizes and index entries of documents as Firestore counts them, with the exemptions of firestore.indexes.json. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Indexes = z.object({
  indexes: z.array(z.object({ collectionGroup: z.string(), fields: z.array(z.unknown()) })),
  fieldOverrides: z.array(
    z.object({ collectionGroup: z.string(), fieldPath: z.string(), indexes: z.array(z.unknown()).max(0) }),
  ),
});
const indexes = Indexes.parse(
  JSON.parse(readFileSync(new URL('../../firestore.indexes.json', import.meta.url), 'utf8')),
);

type Data = Readonly<Record<string, unknown>>;

const text = (value: string) => Buffer.byteLength(value) + 1;
const isMap = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

function valueBytes(value: unknown): number {
  if (value === undefined) return 0;
  if (value === null || typeof value === 'boolean') return 1;
  if (typeof value === 'number') return 8;
  if (typeof value === 'string') return text(value);
  if (value instanceof Uint8Array) return value.length;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + valueBytes(item), 0);
  if (isMap(value)) return 32 + fieldsBytes(value);
  throw new TypeError('no Firestore value');
}

const fieldsBytes = (data: Data): number =>
  Object.entries(data).reduce(
    (sum, [name, value]) => sum + (value === undefined ? 0 : text(name) + valueBytes(value)),
    0,
  );

/** https://firebase.google.com/docs/firestore/storage-size */
export function documentBytes(path: string, data: Data): number {
  const name = path.split('/').reduce((sum, segment) => sum + text(segment), 16);
  return name + fieldsBytes(data) + 32;
}

/**
 * Two for each field and each field of a map, one for each different element of an array
 * (https://firebase.google.com/docs/firestore/query-data/index-overview#automatic_indexing), and one for each
 * composite index of the collection. An exemption covers what lies below its field.
 */
export function indexEntries(path: string, data: Data): number {
  const collection = path.split('/').at(-2) ?? '';
  const exempt = new Set(
    indexes.fieldOverrides
      .filter(({ collectionGroup }) => collectionGroup === collection)
      .map(({ fieldPath }) => fieldPath),
  );
  const below = (map: Data, prefix: string): number =>
    Object.entries(map).reduce((sum, [name, value]) => {
      const field = `${prefix}${name}`;
      if (value === undefined || exempt.has(field)) return sum;
      if (Array.isArray(value)) return sum + new Set(value.map((item) => JSON.stringify(item))).size;
      return sum + (isMap(value) ? below(value, `${field}.`) : 2);
    }, 0);
  return (
    below(data, '') + indexes.indexes.filter(({ collectionGroup }) => collectionGroup === collection).length
  );
}

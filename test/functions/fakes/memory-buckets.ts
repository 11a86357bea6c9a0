import { thrownAfter, triesAfter } from '../../../functions/src/core/ingest/bundle-tries.ts';
import { memorySource } from '../../../functions/src/core/ingest/bundle-source.ts';
import type { BundleStore, ObjectPage, PackStore } from '../../../functions/src/core/ports.ts';
import { serviceError, type WorldState } from './world-state.ts';

/** Small, so that listings have pages. */
const pageSize = 3;

function page(
  objects: Map<string, { createdAtMs: number }>,
  after: string | undefined,
  from = '',
): ObjectPage {
  const names = [...objects.keys()]
    .sort()
    .filter((name) => name >= from && (after === undefined || name > after));
  const listed = names.slice(0, pageSize);
  return {
    objects: listed.map((name) => ({ name, createdAtMs: objects.get(name)?.createdAtMs ?? 0 })),
    next: names.length > pageSize ? listed.at(-1) : undefined,
  };
}

function removeAll(objects: Map<string, unknown>, prefix: string): void {
  for (const name of objects.keys()) if (name.startsWith(prefix)) objects.delete(name);
}

export function memoryBundles({ bundleObjects }: WorldState): BundleStore {
  return {
    takeUp: async (name) => {
      const object = bundleObjects.get(name);
      if (!object) return undefined;
      object.token = false;
      Object.assign(object, triesAfter({ ...object }));
      const { bytes, tries = 0, thrown = 0, createdAtMs } = object;
      return { source: memorySource(bytes), tries, thrown, createdAtMs };
    },
    countThrow: async (name) => {
      const object = bundleObjects.get(name);
      if (!object) throw serviceError(5);
      object.thrown = thrownAfter({ ...object });
    },
    exists: async (name) => bundleObjects.has(name),
    remove: async (name) => {
      bundleObjects.delete(name);
    },
    removeAll: async (prefix) => {
      removeAll(bundleObjects, prefix);
    },
    list: async (after) => page(bundleObjects, after),
  };
}

export function memoryPacks(state: WorldState): PackStore {
  const { packObjects } = state;
  return {
    put: async (name, parts) => {
      if (packObjects.has(name)) throw serviceError(9);
      packObjects.set(name, { bytes: new Uint8Array(Buffer.concat(parts)), createdAtMs: state.nowMs });
    },
    read: async (name, at, bytes) => {
      const object = packObjects.get(name);
      if (!object) throw serviceError(5);
      return object.bytes.subarray(at, at + bytes);
    },
    remove: async (name) => {
      packObjects.delete(name);
    },
    removeAll: async (prefix) => {
      removeAll(packObjects, prefix);
    },
    list: async (after, from) => page(packObjects, after, from),
  };
}

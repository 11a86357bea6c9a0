import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmulatorClient, ObjectMetadata } from './emulator-client.ts';

export interface ObjectCache {
  /** A local file with the object's bytes. */
  file(object: ObjectMetadata): Promise<string>;
}

/** Fetches each generation of an object once: the emulator reads all of it for every range. */
export function createObjectCache(client: EmulatorClient, folder: string): ObjectCache {
  const files = new Map<string, { generation: string; path: Promise<string> }>();

  async function fetchObject(object: ObjectMetadata): Promise<string> {
    const id = createHash('sha256')
      .update(`${object.bucket}/${object.name}#${object.generation}`)
      .digest('hex');
    const path = join(folder, id);
    await client.download(object.bucket, object.name, path);
    return path;
  }

  return {
    file: (object) => {
      const key = `${object.bucket}/${object.name}`;
      const known = files.get(key);
      if (known?.generation === object.generation) return known.path;
      void known?.path.then((old) => rm(old, { force: true }));
      const path = fetchObject(object);
      files.set(key, { generation: object.generation, path });
      path.catch(() => files.delete(key));
      return path;
    },
  };
}

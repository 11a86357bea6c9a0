/** Ingest over files of this machine: bundles are read from a folder, packs written to another, documents kept in memory. */
import { mkdirSync } from 'node:fs';
import { open, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inSteps } from '../../../functions/src/core/byte-steps.ts';
import type { BundleSource } from '../../../functions/src/core/ports.ts';
import type { IngestPorts } from '../../../functions/src/core/ingest/ingest-bundle.ts';
import { processMemory } from '../../../functions/src/adapters/garbage.ts';
import { htj2kCodec } from '../../../functions/src/adapters/htj2k-codec.ts';
import { sharpThumbnailer } from '../../../functions/src/adapters/sharp-thumbnailer.ts';
import { type World, createWorld } from '../../functions/fakes/world.ts';

export interface LocalIngest {
  world: World;
  ports: IngestPorts;
  /** Bytes written to the packs' folder. */
  stored(): number;
}

/** `bundleFile` tells where the bundle of this object name lies. */
export function localIngest(
  packsFolder: string,
  bundleFile: (object: string) => string,
  transcode: boolean,
): LocalIngest {
  const world = createWorld();
  const codec = htj2kCodec();
  let stored = 0;
  const place = (name: string) => join(packsFolder, name);
  return {
    world,
    stored: () => stored,
    ports: {
      ...world.ports,
      clock: { ...world.ports.clock, now: Date.now },
      thumbnailer: sharpThumbnailer,
      memory: processMemory,
      codec: transcode ? codec : { ...codec, encode: () => Promise.resolve(undefined) },
      bundles: {
        ...world.ports.bundles,
        takeUp: async (name) => ({
          source: await fileSource(bundleFile(name)),
          tries: 1,
          thrown: 0,
          createdAtMs: 0,
        }),
        countThrow: () => Promise.resolve(),
        remove: () => Promise.resolve(),
      },
      packs: {
        ...world.ports.packs,
        put: async (name, parts) => {
          mkdirSync(dirname(place(name)), { recursive: true });
          await writeFile(place(name), inSteps(parts));
          stored += parts.reduce((sum, { length }) => sum + length, 0);
        },
        read: async (name, at, bytes) => (await fileSource(place(name))).read(at, bytes),
        remove: (name) => rm(place(name), { force: true }),
      },
    },
  };
}

async function fileSource(path: string): Promise<BundleSource> {
  return {
    bytes: await fileBytes(path),
    async read(at, length) {
      const file = await open(path);
      try {
        const { bytesRead, buffer } = await file.read(new Uint8Array(length), 0, length, at);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
  };
}

export const fileBytes = async (path: string) => (await stat(path)).size;

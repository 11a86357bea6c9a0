import { packedBytes } from '../../intake/core/place.ts';
import type { ScannedInstance } from '../../intake/core/scanned.ts';
import { localIndex, type LocalFile, type LocalStudy } from './local-index.ts';
import type { LocalWork } from './local-work.ts';

const batch = 32;

/** Reads the headers of a study's files on all workers. Throws where none of them can be read any more. */
export async function openLocalStudy(
  instances: readonly ScannedInstance[],
  workers: readonly Pick<LocalWork, 'describe'>[],
  onRead: (files: number) => void,
): Promise<LocalStudy> {
  const places = instances.map(({ file }) => packedBytes(file.place));
  const described: (LocalFile | undefined)[] = [];
  let next = 0;
  let read = 0;
  const lane = async (worker: Pick<LocalWork, 'describe'>) => {
    while (next < places.length) {
      const from = next;
      next += batch;
      const some = places.slice(from, from + batch);
      const headers = await worker.describe(some);
      some.forEach((place, i) => {
        const header = headers[i];
        described[from + i] = header && { ...place, header };
      });
      read += some.length;
      onRead(read);
    }
  };
  await Promise.all(workers.map(lane));
  return localIndex(described.filter((file) => file !== undefined));
}

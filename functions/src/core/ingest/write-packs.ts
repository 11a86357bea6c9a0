/** Packs on their way into the studies bucket: written under names nobody else uses, counting for nothing yet. */
import { objectNames } from '@pacs/shared/paths';
import type { PackStore, Random, StudyStore } from '../ports.ts';
import { newName } from '../tokens.ts';

export interface Life {
  studyId: string;
  incarnation: string;
}

export const packObjects = ({ studyId, incarnation }: Life, pack: string) => [
  objectNames.frames(studyId, incarnation, pack),
  objectNames.heads(studyId, incarnation, pack),
];

export interface PackWriter extends Life {
  /** Names of packs that are in the bucket and do not count yet. */
  written: string[];
  /** `heads` is asked for once the frames are written. */
  write: (frames: readonly Uint8Array[], heads: () => Promise<readonly Uint8Array[]>) => Promise<string>;
}

export function packWriter(ports: { packs: PackStore; random: Random }, life: Life): PackWriter {
  const written: string[] = [];
  return {
    ...life,
    written,
    async write(frames, heads) {
      const pack = newName(ports.random);
      written.push(pack);
      const [framesName = '', headsName = ''] = packObjects(life, pack);
      await ports.packs.put(framesName, frames);
      await ports.packs.put(headsName, await heads());
      return pack;
    },
  };
}

/**
 * The loser's objects. A write that was answered with a conflict can have been our own, repeated by the client
 * library after a lost answer: what the manifest names stays. What cannot be removed now the sweep finds.
 */
export async function removeUnnamed(
  ports: { packs: PackStore; studies: StudyStore },
  writers: Iterable<Pick<PackWriter, 'studyId' | 'incarnation' | 'written'>>,
): Promise<void> {
  for (const { written, ...life } of writers) {
    if (written.length === 0) continue;
    const stored = await ports.studies.get(life.studyId);
    const manifest = stored && (await ports.studies.manifestHead(life.studyId, stored.study.rev));
    if (stored && !manifest) continue;
    const named = new Set(manifest?.packNames);
    const objects = written
      .splice(0)
      .filter((pack) => !named.has(pack))
      .flatMap((pack) => packObjects(life, pack));
    await Promise.allSettled(objects.map((object) => ports.packs.remove(object)));
  }
}

/** Objects in the studies bucket that no manifest names: what a crash, a lost race or a merge left behind. */
import { limits } from '@pacs/shared/limits';
import { objectNames } from '@pacs/shared/paths';
import type { Clock, PackStore, Random, StudyStore } from '../ports.ts';
import { newName } from '../tokens.ts';

export interface OrphanPorts {
  packs: Pick<PackStore, 'list'>;
  studies: StudyStore;
  random: Random;
  clock: Clock;
}

/**
 * Their names, of those older than any commit under way. Begins anywhere in the bucket and looks at so many studies and
 * no longer than `maxMs`: in a large bucket every run looks at another part, and none costs more than the last.
 */
export async function orphanPacks(ports: OrphanPorts, nowMs: number, maxMs: number): Promise<string[]> {
  const untilMs = ports.clock.now() + maxMs;
  const orphans: string[] = [];
  const isNamed = namedBy(ports, nowMs);
  let lives = 0;
  let current = { life: '', named: undefined as ReadonlySet<string> | undefined };
  for await (const { name, createdAtMs } of roundFrom(newName(ports.random), ports.packs)) {
    if (ports.clock.now() >= untilMs) break;
    if (createdAtMs >= nowMs - limits.orphanMinAgeMs || name.startsWith(objectNames.exportPrefix)) continue;
    const [studyId = '', incarnation = '', file = ''] = name.split('/');
    const life = `${studyId}/${incarnation}`;
    if (life !== current.life) {
      if ((lives += 1) > limits.orphanStudiesPerSweep) break;
      current = { life, named: await isNamed(studyId, incarnation) };
    }
    if (current.named?.has(file.replace(/\.(frames|heads)$/, '')) === false) orphans.push(name);
  }
  return orphans;
}

/** All objects once, from `start` on by name and then those before it. */
async function* roundFrom(start: string, packs: OrphanPorts['packs']) {
  for (const from of [start, undefined]) {
    let page: string | undefined;
    do {
      const { objects, next } = await packs.list(page, from);
      for (const object of objects) {
        const isBehind = object.name >= start;
        if (from === undefined && isBehind) return;
        if (from === undefined || isBehind) yield object;
      }
      page = next;
    } while (page !== undefined);
  }
}

/** undefined: it cannot be told now. */
function namedBy({ studies }: OrphanPorts, nowMs: number) {
  return async (studyId: string, incarnation: string): Promise<ReadonlySet<string> | undefined> => {
    const stored = await studies.get(studyId);
    if (stored?.study.incarnation !== incarnation || stored.study.state === 'deleting') return new Set();
    const manifest = await studies.manifestHead(studyId, stored.study.rev);
    if (!manifest) return undefined;
    const ended = new Set(
      manifest.retired.filter(({ atMs }) => atMs < nowMs - limits.retiredPackMs).map(({ pack }) => pack),
    );
    return new Set(manifest.packNames.filter((_, number) => !ended.has(number)));
  };
}

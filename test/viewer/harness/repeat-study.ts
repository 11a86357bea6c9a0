/** A long series out of a short one: the same packs again and again, each time under instances of their own. */
import { gzipSync } from 'node:zlib';
import type { PackedStudy } from './pack-study.ts';

/** `times` copies of everything, end to end in each stack; slices go on where those before ended. */
export function repeatStudy(study: PackedStudy, times: number): PackedStudy {
  const { packs, instances, stacks } = study.index;
  const copies = Array.from({ length: times }, (_, copy) => copy);
  const [first, last] = [instances[0]?.position, instances.at(-1)?.position];
  const length = first && last ? (last[2] - first[2]) * (instances.length / (instances.length - 1)) : 0;
  const index = {
    ...study.index,
    packs: copies.flatMap((copy) => packs.map((pack) => ({ ...pack, name: `${pack.name}-${String(copy)}` }))),
    instances: copies.flatMap((copy) =>
      instances.map((instance) => ({
        ...instance,
        id: `${instance.id}-${String(copy)}`,
        ...(instance.position && {
          position: [instance.position[0], instance.position[1], instance.position[2] + copy * length] as [
            number,
            number,
            number,
          ],
        }),
        frames: instance.frames.map((ref) => ({ ...ref, pack: ref.pack + copy * packs.length })),
      })),
    ),
    stacks: stacks.map((stack) => ({
      ...stack,
      frames: copies.flatMap((copy) =>
        stack.frames.map(([instance, frame]): [number, number] => [
          instance + copy * instances.length,
          frame,
        ]),
      ),
    })),
  };
  return {
    ...study,
    index,
    indexGzip: gzipSync(JSON.stringify(index)),
    packs: copies.flatMap(() => study.packs),
  };
}

import { buildStacks } from '../dicom/build-stacks.ts';
import { countGaps } from '../dicom/stack-gaps.ts';
import type { StackInput } from '../dicom/stack-keys.ts';
import { groupBy } from '../group-by.ts';
import type { LedgerEntry } from '../ledger.ts';
import type { IndexInstance, Stack, StackFacts, StudyIndex } from '../manifest.ts';

/** What grouping asks about an instance beyond its row in the index. */
export type GroupedEntry = Pick<
  LedgerEntry,
  'id' | 'sopInstanceUID' | 'uidDerived' | 'complete' | 'lossy' | 'facts' | 'frameFacts'
>;

/** What is alike for files that say they are one instance. */
export const uidOf = ({
  id,
  sopInstanceUID,
  uidDerived,
}: Pick<LedgerEntry, 'id' | 'sopInstanceUID' | 'uidDerived'>) => (uidDerived ? id : sopInstanceUID);

/** Stacks of the whole study and the gaps they show. Of instances with the same UID one is shown. */
export function regroup(
  index: Pick<StudyIndex, 'instances' | 'formats'>,
  grouped: readonly GroupedEntry[],
): { stacks: Stack[]; gaps: number } {
  const entries = new Map(grouped.map((entry) => [entry.id, entry]));
  const shown = new Set([...groupBy(grouped, uidOf).values()].map((same) => best(same)?.id));
  const inputs = index.instances.flatMap((instance, number): StackInput[] => {
    const entry = entries.get(instance.id);
    if (!entry || !shown.has(instance.id)) return [];
    const format = index.formats[instance.format ?? -1];
    return [
      {
        instance: number,
        series: instance.series,
        modality: instance.modality,
        role: instance.role,
        frames: instance.frames.length,
        ...(format && {
          rows: format.rows,
          columns: format.columns,
          photometricInterpretation: format.photometricInterpretation,
        }),
        facts: entry.facts,
        ...(instance.frames.length > 1 && { frameFacts: factsOfFrames(instance, entry) }),
      },
    ];
  });
  const stacks = buildStacks(inputs);
  return { stacks, gaps: countGaps(inputs, stacks) };
}

function factsOfFrames(instance: IndexInstance, entry: GroupedEntry): NonNullable<StackInput['frameFacts']> {
  return instance.frames.map(({ position }, frame) => ({
    ...(position && { position }),
    // Parsed JSON: what is absent is absent, never undefined.
    stack: (entry.frameFacts?.[frame] ?? {}) as Partial<StackFacts>,
  }));
}

/** The complete before the truncated, the lossless before the lossy, else what came first. */
function best(same: readonly GroupedEntry[]): GroupedEntry | undefined {
  const merit = ({ complete, lossy }: GroupedEntry) => (complete ? 2 : 0) + (lossy ? 0 : 1);
  return same.reduce<GroupedEntry | undefined>(
    (winner, entry) => (winner && merit(winner) >= merit(entry) ? winner : entry),
    undefined,
  );
}

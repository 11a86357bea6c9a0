import { renumberDisplay } from '@pacs/shared/dicom/place-display';
import type { FrameRef, IndexDocument, IndexInstance, StudyIndex } from '@pacs/shared/manifest';
import { internTable } from '@pacs/shared/study/index-rows';

export interface RestrictedIndex {
  index: StudyIndex;
  /** The study's own numbers of the packs, by the numbers they have in `index`; undefined: a number without a pack. */
  packs: (number | undefined)[];
}

/**
 * What a link to some series alone may know: nothing of another series, neither its numbers nor how many there are.
 * A signed URL opens a whole object, so what lies in a pack that several series share is left out. Packs keep their
 * order, and none ever leaves a study, so that numbers stay while the study grows. `numbered`: series that are among the
 * chosen at one time and not at another; their packs have numbers at all times, so that the others' stay.
 */
export function restrictIndex(
  index: StudyIndex,
  chosen: ReadonlySet<string>,
  numbered: ReadonlySet<string> = chosen,
): RestrictedIndex {
  const packs = index.packs.flatMap(({ series }, pack) => {
    if (series === undefined) return [];
    if (chosen.has(series)) return [pack];
    return numbered.has(series) ? [undefined] : [];
  });
  packs.length = packs.findLastIndex((pack) => pack !== undefined) + 1;
  const packNumbers = new Map(packs.flatMap((pack, number) => (pack === undefined ? [] : [[pack, number]])));
  const packOf = (pack: number) => numberIn(packNumbers, pack);
  const formats = internTable<StudyIndex['formats'][number]>([]);
  const displays = internTable<StudyIndex['displays'][number]>([]);
  const displayOf = (number: number | undefined) => {
    const facts = number === undefined ? undefined : index.displays[number];
    return facts && { display: displays.numberOf(renumberDisplay(facts, packOf)) };
  };
  const frameOf = (frame: FrameRef): FrameRef => ({
    ...frame,
    pack: packOf(frame.pack),
    ...displayOf(frame.display),
    ...(frame.thumbnail && { thumbnail: { ...frame.thumbnail, pack: packOf(frame.thumbnail.pack) } }),
  });
  const isApart = (series: string, frames: readonly FrameRef[]) =>
    chosen.has(series) && frames.every(({ pack }) => index.packs[pack]?.series === series);
  const instanceOf = (row: IndexInstance): IndexInstance => {
    const format = index.formats[row.format ?? -1];
    return {
      ...row,
      ...(format && { format: formats.numberOf(format) }),
      ...displayOf(row.display),
      frames: row.frames.map(frameOf),
    };
  };
  const documentOf = ({ video, ...row }: IndexDocument): IndexDocument => ({
    ...row,
    ...(video && { video: { ...video, frame: frameOf(video.frame) } }),
  });

  const shown = index.instances.flatMap((row, number) => (isApart(row.series, row.frames) ? [number] : []));
  const instanceNumbers = new Map(shown.map((instance, number) => [instance, number]));
  const spaces = internTable<number>([]);
  return {
    packs,
    index: {
      version: index.version,
      packs: packs.map((pack) => index.packs[pack ?? -1] ?? noPack),
      instances: shown.flatMap((number) => index.instances[number] ?? []).map(instanceOf),
      documents: index.documents
        .filter(({ series, video }) => isApart(series, video ? [video.frame] : []))
        .map(documentOf),
      stacks: index.stacks.flatMap((stack) => {
        const frames = stack.frames.flatMap(([instance, frame]): [number, number][] => {
          const number = instanceNumbers.get(instance);
          return number === undefined ? [] : [[number, frame]];
        });
        if (!chosen.has(stack.series) || frames.length === 0) return [];
        const space = stack.space === undefined ? undefined : spaces.numberOf(stack.space);
        return [{ ...stack, frames, ...(space !== undefined && { space }) }];
      }),
      formats: formats.rows,
      displays: displays.rows,
    },
  };
}

const noPack = { name: '', framesBytes: 0, headsBytes: 0 };

function numberIn(numbers: ReadonlyMap<number, number>, pack: number): number {
  const number = numbers.get(pack);
  if (number === undefined) throw new RangeError('the series leads into a pack of another');
  return number;
}

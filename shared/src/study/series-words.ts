/** Words of series and stacks, as many as a study's document has room for. */
import type { SeriesSummary, StackSummary } from '../documents.ts';
import { limits } from '../limits.ts';

/** Names of fields, ids, numbers and the modality of one series, as Firestore counts them. */
const plainBytes = 160;
/** 256 UTF-16 units. */
const longestBytes = 768;
const words = ['description', 'bodyPart', 'protocol'] as const;
/** What tells stacks apart is made of short technical words. */
const labelBytes = 64;

/** The series that are named, their words cut where they would take more than their share. */
export function boundedSeries(all: readonly SeriesSummary[]): { series: SeriesSummary[]; isCut: boolean } {
  const named = all.slice(0, limits.seriesPerStudy);
  const share = limits.seriesWordsBytes / Math.max(1, named.length) - plainBytes;
  const maxBytes = Math.min(longestBytes, Math.floor(share / words.length));
  let isCut = named.length < all.length;
  const series = named.map((one) => {
    const bounded = { ...one };
    for (const key of words) {
      const text = one[key];
      const short = text === undefined ? undefined : cutBytes(text, maxBytes);
      if (short === undefined || short === text) continue;
      bounded[key] = short;
      isCut = true;
    }
    return bounded;
  });
  return { series, isCut };
}

export const boundedStacks = (all: readonly StackSummary[]): StackSummary[] =>
  all
    .slice(0, limits.seriesPerStudy)
    .map((stack) =>
      stack.label === undefined ? stack : { ...stack, label: cutBytes(stack.label, labelBytes) },
    );

/** At most so many bytes of UTF-8, no character halved. */
function cutBytes(text: string, maxBytes: number): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(maxBytes));
  return text.slice(0, read);
}

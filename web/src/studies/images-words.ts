import type { StudyDocument } from '@pacs/shared/documents';
import { countOf } from '../ui/format.ts';

/** "118 images"; with the frames where images hold several: "1 image, 20 frames". */
export function imagesWords({ counts, stacks }: Pick<StudyDocument, 'counts' | 'stacks'>): string {
  const frames = stacks.reduce((sum, stack) => sum + stack.frames, 0);
  const images = countOf(counts.images, 'image');
  return frames > counts.images ? `${images}, ${countOf(frames, 'frame')}` : images;
}

/** What is no image, by its kind: 'Document (PDF), 2 × Structured report'. */
export const documentWords = ({ documentKinds }: Pick<StudyDocument, 'documentKinds'>): string =>
  documentKinds.map(({ name, count }) => (count === 1 ? name : `${String(count)} × ${name}`)).join(', ');

import type { Annotation } from '@pacs/shared/annotations';
import { limits } from '@pacs/shared/limits';

/** With this text, or none where nothing was written. */
export function withText({ text: _before, ...annotation }: Annotation, written: string): Annotation {
  const text = written.trim().slice(0, limits.annotationTextMax);
  return text === '' ? annotation : { ...annotation, text };
}

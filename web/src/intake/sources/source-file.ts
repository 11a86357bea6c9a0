import { wholeFile } from '../core/place.ts';
import type { SourceFile } from '../core/place.ts';

/** A file of its own, as the user gave it. */
export function sourceFile(file: File, label: string): SourceFile {
  return { label, nesting: 0, place: wholeFile(file) };
}

import { readFileSync } from 'node:fs';

/** The time of a stack: the real one, ahead by the milliseconds in its clock file where it has one. */
export function stackClock(clockFile: string | undefined): () => number {
  if (clockFile === undefined) return Date.now;
  return () => Date.now() + Number(readFileSync(clockFile, 'utf8'));
}

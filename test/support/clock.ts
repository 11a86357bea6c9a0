import { readFileSync, writeFileSync } from 'node:fs';
import { stackInfo } from './stack.ts';

function clockFile(): string {
  const file = stackInfo().clockFile;
  if (file === undefined) throw new Error('This stack has no movable clock: start it with --clock.');
  return file;
}

/** The stack's time in milliseconds since 1970. */
export function stackNowMs(): number {
  return Date.now() + Number(readFileSync(clockFile(), 'utf8'));
}

/** Puts every clock of the stack ahead: emulators, functions and storage proxy; time only moves forward. */
export function advanceClock(byMs: number): void {
  const ahead = Number(readFileSync(clockFile(), 'utf8'));
  writeFileSync(clockFile(), String(ahead + byMs));
}

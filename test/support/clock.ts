import { readFileSync, writeFileSync } from 'node:fs';
import { stackInfo } from './stack.ts';

function clockFile(): string {
  const file = stackInfo().clockFile;
  if (file === undefined) throw new Error('This stack has no movable clock: start it with --clock.');
  return file;
}

/** The stack's time in milliseconds since 1970: what a ticket or link must outlive. */
export function stackNowMs(): number {
  return stackInfo().clockFile === undefined ? Date.now() : Date.now() + aheadMs();
}

/** Puts every clock of the stack ahead: emulators, functions and storage proxy; time only moves forward. */
export function advanceClock(byMs: number): void {
  writeFileSync(clockFile(), String(aheadMs() + byMs));
}

function aheadMs(): number {
  return Number(readFileSync(clockFile(), 'utf8'));
}

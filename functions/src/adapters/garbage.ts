/**
 * V8 sees buffers and WebAssembly's memory as a few bytes that hold on to many, and looks for dead ones late: hundreds of
 * megabytes could lie around. A collection takes some 20 ms, so it is asked for by the megabytes that went by.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Memory } from '../core/ports.ts';

const everyBytes = 32 * 1024 * 1024;

function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

let collect: (() => void) | undefined;
let passedBytes = 0;

/** Of the process. */
export const processMemory: Memory = {
  taken(bytes) {
    passedBytes += bytes;
    if (passedBytes < everyBytes) return;
    passedBytes = 0;
    collect ??= collector();
    collect();
  },
};

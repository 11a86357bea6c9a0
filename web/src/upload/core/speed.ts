/** Speed over the last seconds, so that a pause or a slow start does not haunt the estimate. */
const windowMs = 8000;

export interface Speed {
  /** `doneBytes`: everything sent so far; it may step back after a lost answer. */
  sample(doneBytes: number, nowMs: number): void;
  /** undefined until there is something to tell from. */
  bytesPerSecond(nowMs: number): number | undefined;
  reset(): void;
}

export function createSpeed(): Speed {
  let samples: { bytes: number; atMs: number }[] = [];
  return {
    sample(bytes, atMs) {
      const last = samples.at(-1);
      if (last !== undefined && bytes < last.bytes) samples = [];
      samples.push({ bytes, atMs });
      while (samples.length > 2 && (samples[1]?.atMs ?? atMs) < atMs - windowMs) samples.shift();
    },
    bytesPerSecond(nowMs) {
      const first = samples[0];
      const last = samples.at(-1);
      if (first === undefined || last === undefined || nowMs - first.atMs < 1000) return undefined;
      return ((last.bytes - first.bytes) * 1000) / (nowMs - first.atMs);
    },
    reset() {
      samples = [];
    },
  };
}

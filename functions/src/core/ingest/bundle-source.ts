/** Random access to a bundle without holding it: the function's memory is bounded, and its disk is memory too. */
import { limits } from '@pacs/shared/limits';
import type { BundleSource } from '../ports.ts';

export function memorySource(bytes: Uint8Array): BundleSource {
  return { bytes: bytes.length, read: (at, length) => Promise.resolve(bytes.subarray(at, at + length)) };
}

/** An archive's directory lies at its end and is read in steps. */
const tailBytes = 1024 * 1024;

/**
 * Reads a small bundle at once and a large one in steps of `windowBytes`; what is longer than that is read past
 * the window. What comes back may be a view of the window: copy what is kept. Past the end it is shorter.
 */
export function windowed(
  source: BundleSource,
  { wholeBytes, windowBytes } = {
    wholeBytes: limits.bundleReadWholeBytes,
    windowBytes: limits.bundleWindowBytes,
  },
): BundleSource {
  const step = source.bytes <= wholeBytes ? source.bytes : windowBytes;
  let window: { at: number; bytes: Uint8Array } | undefined;
  return {
    bytes: source.bytes,
    async read(at, length) {
      const end = Math.min(at + length, source.bytes);
      if (at >= end) return new Uint8Array();
      if (end - at > step) return source.read(at, end - at);
      if (!window || at < window.at || end > window.at + window.bytes.length) {
        const from = step === source.bytes ? 0 : Math.min(at, Math.max(0, source.bytes - tailBytes));
        window = undefined;
        window = { at: from, bytes: await source.read(from, Math.min(step, source.bytes - from)) };
      }
      return window.bytes.subarray(at - window.at, end - window.at);
    },
  };
}

/** A cache that never holds more than a number of bytes; who goes first is decided when there is need. */
import type { FrameKey } from './frame-source.ts';

export interface ByteCache<T> {
  get(key: FrameKey): T | undefined;
  has(key: FrameKey): boolean;
  set(key: FrameKey, value: T, bytes: number): void;
  delete(key: FrameKey): void;
  readonly bytes: number;
  readonly maxBytes: number;
  /** From now on; `trim` makes it so. */
  resize(maxBytes: number): void;
  /** Drops the farthest entries until the rest fits; what has distance 0 stays. */
  trim(distance: (key: FrameKey) => number): FrameKey[];
  clear(): void;
}

export function createByteCache<T>(initialMaxBytes: number): ByteCache<T> {
  let maxBytes = initialMaxBytes;
  const entries = new Map<FrameKey, { value: T; bytes: number }>();
  let held = 0;
  const remove = (key: FrameKey) => {
    held -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  };
  return {
    get: (key) => entries.get(key)?.value,
    has: (key) => entries.has(key),
    set(key, value, bytes) {
      remove(key);
      entries.set(key, { value, bytes });
      held += bytes;
    },
    delete: remove,
    get bytes() {
      return held;
    },
    get maxBytes() {
      return maxBytes;
    },
    resize(bytes) {
      maxBytes = bytes;
    },
    trim(distance) {
      if (held <= maxBytes) return [];
      const dropped: FrameKey[] = [];
      const farthestFirst = [...entries.keys()]
        .map((key) => ({ key, away: distance(key) }))
        .filter(({ away }) => away > 0)
        .sort((a, b) => b.away - a.away);
      for (const { key } of farthestFirst) {
        if (held <= maxBytes) break;
        remove(key);
        dropped.push(key);
      }
      return dropped;
    },
    clear() {
      entries.clear();
      held = 0;
    },
  };
}

const MiB = 1024 * 1024;

export interface MemoryBudget {
  compressedBytes: number;
  decodedBytes: number;
}

/** From `navigator.deviceMemory` (GiB, at most 8; absent in some browsers, which are taken for phones). */
export function memoryBudget(deviceMemoryGiB: number | undefined): MemoryBudget {
  const share = Math.min(8, Math.max(1, deviceMemoryGiB ?? 4));
  return { compressedBytes: share * 48 * MiB, decodedBytes: share * 80 * MiB };
}

/** Hands each of those that are open at once an equal part of one budget. */
export function shareMemory(total: MemoryBudget) {
  const holders = new Set<(part: MemoryBudget) => void>();
  const part = (): MemoryBudget => ({
    compressedBytes: Math.floor(total.compressedBytes / Math.max(1, holders.size)),
    decodedBytes: Math.floor(total.decodedBytes / Math.max(1, holders.size)),
  });
  const tell = () => {
    for (const holder of holders) holder(part());
  };
  return {
    /** `resized` is told its part at once, and whenever others come or go. The answer gives it back. */
    join(resized: (part: MemoryBudget) => void): () => void {
      holders.add(resized);
      tell();
      return () => {
        if (holders.delete(resized)) tell();
      };
    },
  };
}

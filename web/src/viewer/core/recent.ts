/** A bounded store that drops what was asked for longest ago; what was put there last stays, however large. */
export interface Recent<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
  delete(key: K): void;
  entries(): IterableIterator<[K, V]>;
}

export function createRecent<K, V>(maxBytes: number, bytesOf: (value: V) => number): Recent<K, V> {
  const entries = new Map<K, V>();
  let held = 0;
  const remove = (key: K) => {
    const value = entries.get(key);
    if (value !== undefined) held -= bytesOf(value);
    entries.delete(key);
  };
  return {
    get(key) {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set(key, value) {
      remove(key);
      entries.set(key, value);
      held += bytesOf(value);
      for (const oldest of entries.keys()) {
        if (held <= maxBytes || entries.size === 1) break;
        remove(oldest);
      }
    },
    delete: remove,
    entries: () => entries.entries(),
  };
}

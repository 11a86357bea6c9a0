import { useSyncExternalStore } from 'react';
import type { ReadableStore } from '../core/store.ts';

export function useStore<T>(store: ReadableStore<T>): T {
  return useSyncExternalStore(store.subscribe, store.getState);
}

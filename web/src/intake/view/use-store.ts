import { startTransition, useEffect, useState, useSyncExternalStore } from 'react';
import type { ReadableStore } from '../core/store.ts';

export function useStore<T>(store: ReadableStore<T>): T {
  return useSyncExternalStore(store.subscribe, store.getState);
}

/** As `useStore`, rendered in slices between which the page answers: for what is large when it first appears. */
export function useStoreInSlices<T extends object>(store: ReadableStore<T>): T {
  const [state, setState] = useState(store.getState);
  useEffect(() => {
    const follow = (): void => {
      startTransition(() => {
        setState(store.getState());
      });
    };
    follow();
    return store.subscribe(follow);
  }, [store]);
  return state;
}

import { useSyncExternalStore } from 'react';
import type { Screen } from '../core/layout.ts';
import { screenKind, screenQueries } from './screen-kind.ts';

export const useScreen = (): Screen =>
  useSyncExternalStore((listener) => {
    const queries = screenQueries();
    for (const query of queries) query.addEventListener('change', listener);
    return () => {
      for (const query of queries) query.removeEventListener('change', listener);
    };
  }, screenKind);

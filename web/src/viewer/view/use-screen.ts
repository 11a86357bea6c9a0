/** What kind of screen this is, for what there is room for. */
import { useSyncExternalStore } from 'react';
import type { Screen } from '../core/layout.ts';

const phone = '(max-width: 700px), (max-height: 480px)';
const tablet = '(max-width: 1100px)';

export const useScreen = (): Screen =>
  useSyncExternalStore(
    (listener) => {
      const queries = [matchMedia(phone), matchMedia(tablet)];
      for (const query of queries) query.addEventListener('change', listener);
      return () => {
        for (const query of queries) query.removeEventListener('change', listener);
      };
    },
    () => (matchMedia(phone).matches ? 'phone' : matchMedia(tablet).matches ? 'tablet' : 'desk'),
  );

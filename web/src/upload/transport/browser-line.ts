import type { Line } from '../core/ports.ts';

export const browserLine: Line = {
  onBack(listener) {
    window.addEventListener('online', listener);
    return () => {
      window.removeEventListener('online', listener);
    };
  },
};

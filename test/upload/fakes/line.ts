import type { Line } from '../../../web/src/upload/core/ports.ts';

/** A network whose return the test says. */
export function fakeLine(): Line & { comeBack(): void } {
  const listeners = new Set<() => void>();
  return {
    onBack(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    comeBack() {
      for (const listener of [...listeners]) listener();
    },
  };
}

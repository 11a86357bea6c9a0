/** One page of this browser has an upload: the browser frees its lock when the page is gone, also by a crash. */
import type { UploadLocks } from '../core/ports.ts';

const nameOf = (uploadId: string): string => `pacs-upload ${uploadId}`;

export function uploadLocks(): UploadLocks {
  const held = new Map<string, () => void>();
  return {
    take(uploadId) {
      if (held.has(uploadId)) return Promise.resolve(true);
      return new Promise((resolve) => {
        const whileHeld = (lock: Lock | null): Promise<void> => {
          resolve(lock !== null);
          if (lock === null) return Promise.resolve();
          return new Promise((release) => held.set(uploadId, release));
        };
        navigator.locks
          .request(nameOf(uploadId), { ifAvailable: true }, whileHeld)
          .catch(() => resolve(true));
      });
    },
    async isFree(uploadId) {
      const { held: all = [] } = await navigator.locks.query();
      return !all.some(({ name }) => name === nameOf(uploadId));
    },
    release(uploadId) {
      held.get(uploadId)?.();
      held.delete(uploadId);
    },
  };
}

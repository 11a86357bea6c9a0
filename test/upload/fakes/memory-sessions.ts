import type { SessionStore, StoredUpload } from '../../../web/src/upload/core/ports.ts';

export interface MemorySessions extends SessionStore {
  kept: Map<string, StoredUpload>;
}

export function memorySessions(): MemorySessions {
  const kept = new Map<string, StoredUpload>();
  return {
    kept,
    async save(upload) {
      kept.set(upload.uploadId, structuredClone(upload));
    },
    async remove(uploadId) {
      kept.delete(uploadId);
    },
    async all() {
      return [...kept.values()];
    },
  };
}

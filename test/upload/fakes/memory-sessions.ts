import type { SessionStore, StoredUpload, UploadLocks } from '../../../web/src/upload/core/ports.ts';

export interface MemorySessions extends SessionStore {
  kept: Map<string, StoredUpload>;
  keptHandles: Map<string, FileSystemHandle[]>;
}

export function memorySessions(): MemorySessions {
  const kept = new Map<string, StoredUpload>();
  const keptHandles = new Map<string, FileSystemHandle[]>();
  return {
    kept,
    keptHandles,
    async save(upload) {
      kept.set(upload.uploadId, structuredClone(upload));
    },
    async keepHandles(uploadId, handles) {
      keptHandles.set(uploadId, [...handles]);
    },
    async handles(uploadId) {
      return keptHandles.get(uploadId) ?? [];
    },
    async remove(uploadId) {
      kept.delete(uploadId);
      keptHandles.delete(uploadId);
    },
    async all() {
      return [...kept.values()];
    },
    async clear() {
      kept.clear();
      keptHandles.clear();
    },
  };
}

/** The locks of one browser: every page asks for its own view of them. */
export function memoryLocks(): { page(): UploadLocks & { close(): void } } {
  const held = new Map<string, object>();
  return {
    page() {
      const page = {};
      return {
        async take(uploadId) {
          const holder = held.get(uploadId);
          if (holder !== undefined) return holder === page;
          held.set(uploadId, page);
          return true;
        },
        isFree: async (uploadId) => !held.has(uploadId),
        release(uploadId) {
          if (held.get(uploadId) === page) held.delete(uploadId);
        },
        close() {
          for (const [uploadId, holder] of held) if (holder === page) held.delete(uploadId);
        },
      };
    },
  };
}

export function storedUpload(some: Partial<StoredUpload> = {}): StoredUpload {
  return {
    uploadId: 'old',
    ownerUid: 'me',
    expiresAtMs: 9e15,
    stored: [],
    bundles: [],
    rest: [],
    abandoned: [],
    studyMark: '',
    leftOut: 0,
    missingByDirectory: 0,
    isPaused: false,
    ...some,
  };
}

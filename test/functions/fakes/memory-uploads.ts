import { UploadDocument } from '@pacs/shared/documents';
import type { UploadStore, UserStore, WriteResult } from '../../../functions/src/core/ports.ts';
import { nextVersion, patchUpload, serviceError, type WorldState } from './world-state.ts';

export function memoryUsers(state: WorldState): UserStore {
  return {
    get: async (uid) => state.users.get(uid),
    attest: async (uid, terms, textVersion, atMs) => {
      state.users.set(uid, { createdAtMs: atMs, ...state.users.get(uid), [terms]: { atMs, textVersion } });
    },
    ownerKey: async (uid, fresh) => {
      const key = state.ownerKeys.get(uid) ?? fresh;
      state.ownerKeys.set(uid, key);
      return key;
    },
  };
}

export function memoryUploads(state: WorldState): UploadStore {
  const result = (ok: boolean): WriteResult => (ok ? 'done' : 'conflict');
  const openOf = (ownerUid: string) =>
    [...state.uploads].filter(([, { upload }]) => upload.ownerUid === ownerUid && upload.state === 'open');
  return {
    create: async (uploadId, upload) => {
      if (state.uploads.has(uploadId)) throw serviceError(6);
      state.uploads.set(uploadId, { upload: structuredClone(upload), version: nextVersion() });
    },
    get: async (uploadId) => {
      const found = state.uploads.get(uploadId);
      return found && { upload: UploadDocument.parse(found.upload), version: found.version };
    },
    head: async (uploadId) => {
      const found = state.uploads.get(uploadId);
      return found && { state: found.upload.state, studyIds: found.upload.studyIds, version: found.version };
    },
    countOpen: async (ownerUid) => openOf(ownerUid).length,
    awaitedBytes: async (ownerUid) =>
      openOf(ownerUid)
        .flatMap(([, { upload }]) => Object.values(upload.bundles))
        .reduce((sum, { state: bundle, bytes }) => sum + (bundle === 'awaited' ? bytes : 0), 0),
    update: async (uploadId, patch, expected) => {
      if (expected !== undefined && state.uploads.get(uploadId)?.version !== expected) return 'conflict';
      return result(patchUpload(state, uploadId, patch));
    },
    remove: async (uploadId, expected) => {
      if (state.uploads.get(uploadId)?.version !== expected) return 'conflict';
      return result(state.uploads.delete(uploadId));
    },
    ofStudy: async (ownerUid, studyId) =>
      openOf(ownerUid)
        .filter(([, { upload }]) => upload.studyId === studyId || upload.studyIds.includes(studyId))
        .map(([id]) => id),
    expired: async (nowMs, max) =>
      [...state.uploads]
        .filter(([, { upload }]) => upload.expiresAtMs < nowMs)
        .map(([id]) => id)
        .slice(0, max),
    cancelled: async (max) =>
      [...state.uploads]
        .filter(([, { upload }]) => upload.state === 'cancelled')
        .map(([id]) => id)
        .slice(0, max),
    closedBefore: async (atMs, max) =>
      [...state.uploads]
        .filter(([, { upload }]) => upload.state === 'open' && (upload.closedAtMs ?? Infinity) < atMs)
        .map(([id]) => id)
        .slice(0, max),
  };
}

import type { StudyStore } from '../../../functions/src/core/ports.ts';
import { nextVersion, patchUpload, type WorldState } from './world-state.ts';

export function memoryStudies(state: WorldState): StudyStore {
  const manifestKey = (studyId: string, rev: number) => `${studyId}/${String(rev)}`;
  return {
    get: async (studyId) => structuredClone(state.studies.get(studyId)),
    manifest: async (studyId, rev) => structuredClone(state.manifests.get(manifestKey(studyId, rev))),
    manifestHead: async (studyId, rev) =>
      structuredClone(state.manifests.get(manifestKey(studyId, rev))?.manifest),
    storedBytes: async (ownerUid) =>
      [...state.studies.values()]
        .filter(({ study }) => study.ownerUid === ownerUid)
        .reduce((sum, { study }) => sum + study.counts.storedBytes, 0),
    commit: async (commit) => {
      const present = state.studies.get(commit.studyId);
      if (present?.version !== commit.expected) return 'conflict';
      if (commit.upload && !state.uploads.has(commit.upload.uploadId)) return 'conflict';
      const thumbnail = commit.thumbnail ?? present?.thumbnail;
      state.studies.set(commit.studyId, {
        study: structuredClone(commit.study),
        ...(thumbnail && { thumbnail }),
        version: nextVersion(),
      });
      if (commit.replaces) state.manifests.delete(manifestKey(commit.studyId, commit.replaces.rev));
      const { rev } = commit.manifest.manifest;
      state.manifests.set(manifestKey(commit.studyId, rev), structuredClone(commit.manifest));
      if (commit.upload) patchUpload(state, commit.upload.uploadId, commit.upload.patch);
      if (commit.audit) state.audits.push(commit.audit);
      return 'done';
    },
    replace: async (studyId, study, expected, audit) => {
      const present = state.studies.get(studyId);
      if (present?.version !== expected) return 'conflict';
      state.studies.set(studyId, { ...present, study: structuredClone(study), version: nextVersion() });
      if (audit) state.audits.push(audit);
      return 'done';
    },
    deleting: async (max) =>
      [...state.studies]
        .filter(([, { study }]) => study.state === 'deleting')
        .map(([id]) => id)
        .slice(0, max),
    toTranscode: async (max) =>
      [...state.studies]
        .filter(([, { study }]) => (study.transcode?.pending ?? 0) > 0)
        .map(([id]) => id)
        .slice(0, max),
    remove: async (studyId, expected, audit) => {
      if (state.studies.get(studyId)?.version !== expected) return 'conflict';
      for (const key of state.manifests.keys())
        if (key.startsWith(`${studyId}/`)) state.manifests.delete(key);
      state.studies.delete(studyId);
      state.audits.push(audit);
      return 'done';
    },
  };
}

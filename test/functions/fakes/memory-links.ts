import type { LinkStore } from '../../../functions/src/core/ports.ts';
import { nextVersion, serviceError, type WorldState } from './world-state.ts';

export function memoryLinks(state: WorldState): LinkStore {
  return {
    create: async (linkId, link, expected, audit) => {
      const study = state.studies.get(link.studyId);
      if (study?.version !== expected || state.links.has(linkId)) return 'conflict';
      state.studies.set(link.studyId, { ...study, version: nextVersion() });
      state.links.set(linkId, structuredClone(link));
      state.audits.push(audit);
      return 'done';
    },
    get: async (linkId) => structuredClone(state.links.get(linkId)),
    countOfStudy: async (ownerUid, studyId) =>
      [...state.links.values()].filter((link) => link.ownerUid === ownerUid && link.studyId === studyId)
        .length,
    revoke: async (linkId, atMs, audit) => {
      const link = state.links.get(linkId);
      if (!link) throw serviceError(5);
      state.links.set(linkId, { ...link, revokedAtMs: atMs });
      state.audits.push(audit);
    },
    removeOfStudy: async (ownerUid, studyId, incarnation) => {
      for (const [linkId, link] of state.links) {
        if (link.ownerUid !== ownerUid || link.studyId !== studyId || link.incarnation !== incarnation)
          continue;
        state.links.delete(linkId);
        for (const key of state.sessions.keys()) if (key.startsWith(`${linkId}/`)) state.sessions.delete(key);
      }
    },
    session: async (linkId, sessionId) => structuredClone(state.sessions.get(`${linkId}/${sessionId}`)),
    open: async (linkId, sessionId, session, audit) => {
      const link = state.links.get(linkId);
      if (!link) throw serviceError(5);
      if (state.sessions.has(`${linkId}/${sessionId}`)) throw serviceError(6);
      state.sessions.set(`${linkId}/${sessionId}`, structuredClone(session));
      state.links.set(linkId, { ...link, opens: link.opens + 1, lastOpenedAtMs: session.createdAtMs });
      state.audits.push(audit);
    },
    touch: async (linkId, sessionId, seenAtMs) => {
      const key = `${linkId}/${sessionId}`;
      const session = state.sessions.get(key);
      if (!session) throw serviceError(5);
      state.sessions.set(key, { ...session, lastSeenAtMs: seenAtMs });
    },
  };
}

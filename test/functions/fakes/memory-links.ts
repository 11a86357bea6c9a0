import { OutboxDocument } from '@pacs/shared/messages';
import type { LinkDocument } from '@pacs/shared/link-documents';
import type { LinkStore, Told } from '../../../functions/src/core/links/link-ports.ts';
import { nextVersion, serviceError, type WorldState } from './world-state.ts';

export function memoryLinks(state: WorldState): LinkStore {
  return {
    create: async (linkId, { link, passcode, idKey }, expected, audit) => {
      const study = state.studies.get(link.studyId);
      if (study?.version !== expected || state.links.has(linkId)) return 'conflict';
      state.studies.set(link.studyId, { ...study, version: nextVersion() });
      state.links.set(linkId, structuredClone(link));
      if (passcode) state.passcodes.set(linkId, passcode);
      if (idKey !== undefined) state.idKeys.set(linkId, idKey);
      state.audits.push(audit);
      return 'done';
    },
    get: async (linkId) => structuredClone(state.links.get(linkId)),
    idKey: async (linkId) => state.idKeys.get(linkId),
    countOfStudy: async (ownerUid, studyId) =>
      [...state.links.values()].filter((link) => link.ownerUid === ownerUid && link.studyId === studyId)
        .length,
    revoke: async (linkId, atMs, audit) => {
      const link = state.links.get(linkId);
      if (!link) throw serviceError(5);
      state.links.set(linkId, { ...withoutDue(link), revokedAtMs: atMs });
      state.audits.push(audit);
    },
    extend: async (linkId, end, audit) => {
      const link = state.links.get(linkId);
      if (!link) throw serviceError(5);
      state.links.set(linkId, { ...withoutDue(link), ...end });
      state.audits.push(audit);
    },
    note: async (linkId, note, audit) => {
      const present = state.links.get(linkId);
      if (!present) throw serviceError(5);
      const { note: _before, ...link } = present;
      state.links.set(linkId, note === '' ? link : { ...link, note });
      state.audits.push(audit);
    },
    setAlerts: async (linkId, alerts, alertDueMs, audit) => {
      const present = state.links.get(linkId);
      if (!present) throw serviceError(5);
      const link = { ...withoutDue(present), ...(alertDueMs !== undefined && { alertDueMs }) };
      delete link.alerts;
      state.links.set(linkId, alerts.length === 0 ? link : { ...link, alerts });
      state.audits.push(audit);
    },
    ofOwner: async (ownerUid, studyId) =>
      [...state.links]
        .filter(([, link]) => link.ownerUid === ownerUid && (studyId ?? link.studyId) === link.studyId)
        .map(([linkId, link]) => ({ linkId, link: structuredClone(link) })),
    removeOfStudy: async (ownerUid, studyId, incarnation) => {
      for (const [linkId, link] of state.links) {
        if (link.ownerUid !== ownerUid || link.studyId !== studyId || link.incarnation !== incarnation)
          continue;
        state.links.delete(linkId);
        state.idKeys.delete(linkId);
        for (const told of [state.alerts, state.outbox])
          for (const [key, { linkId: of }] of told) if (of === linkId) told.delete(key);
        for (const key of state.sessions.keys()) if (key.startsWith(`${linkId}/`)) state.sessions.delete(key);
      }
    },
    session: async (linkId, sessionId) => structuredClone(state.sessions.get(`${linkId}/${sessionId}`)),
    open: async (linkId, { sessionId, session, view, told }, audit) => {
      const link = state.links.get(linkId);
      if (!link) return 'gone';
      if (told && state.alerts.has(told.alertId)) return 'taken';
      if (view !== undefined) {
        const key = `${linkId}/${String(view)}`;
        if (state.views.has(key)) return 'taken';
        state.views.add(key);
      }
      if (state.sessions.has(`${linkId}/${sessionId}`)) throw serviceError(6);
      state.sessions.set(`${linkId}/${sessionId}`, structuredClone(session));
      const opens = link.opens + 1;
      state.links.set(linkId, { ...withoutDue(link), opens, lastOpenedAtMs: session.createdAtMs });
      if (told) tell(state, told);
      state.audits.push(audit);
      return 'done';
    },
    isTold: async (alertId) => state.alerts.has(alertId),
    takenViews: async (linkId) =>
      [...state.views].filter((key) => key.startsWith(`${linkId}/`)).map((key) => Number(key.split('/')[1])),
    touch: async (linkId, sessionId, seenAtMs) => {
      const key = `${linkId}/${sessionId}`;
      const session = state.sessions.get(key);
      if (!session) throw serviceError(5);
      state.sessions.set(key, { ...session, lastSeenAtMs: seenAtMs });
    },
    passcode: async (linkId) => state.passcodes.get(linkId),
    tries: async (linkId, round) =>
      [...state.tries]
        .filter(([key, made]) => key.startsWith(`${linkId}/`) && made.round === round)
        .map(([, made]) => structuredClone(made)),
    takeTry: async (linkId, round, slot, atMs) => {
      const key = tryKey(linkId, round, slot);
      if (state.tries.has(key)) return false;
      state.tries.set(key, { round, slot, state: 'pending', atMs });
      return true;
    },
    releaseTry: async (linkId, round, slot) => {
      state.tries.delete(tryKey(linkId, round, slot));
    },
    failTry: async (linkId, round, slot, audit) => {
      const key = tryKey(linkId, round, slot);
      const made = state.tries.get(key);
      if (!made) throw serviceError(5);
      state.tries.set(key, { ...made, state: 'wrong' });
      state.audits.push(audit);
    },
    lock: async (linkId, round, told, audit) => {
      const link = state.links.get(linkId);
      if (link?.passcode?.round !== round || link.locked?.round === round) return;
      state.links.set(linkId, { ...link, locked: { round, atMs: audit.atMs } });
      if (told) tell(state, told);
      state.audits.push(audit);
    },
    unlock: async (linkId, audit) => {
      const link = state.links.get(linkId);
      if (!link?.passcode || link.locked?.round !== link.passcode.round) return;
      const { locked: _locked, ...unlocked } = link;
      const passcode = { ...link.passcode, round: link.passcode.round + 1 };
      state.links.set(linkId, { ...unlocked, passcode });
      state.audits.push(audit);
    },
    unopened: async (nowMs, max) =>
      [...state.links]
        .filter(([, { alertDueMs }]) => alertDueMs !== undefined && alertDueMs <= nowMs)
        .map(([linkId]) => linkId)
        .slice(0, max),
    tellUnopened: async (linkId, dueMs, told) => {
      const link = state.links.get(linkId);
      if (link?.alertDueMs !== dueMs) return;
      state.links.set(linkId, withoutDue(link));
      if (link.opens === 0 && told) tell(state, told);
    },
  };
}

function withoutDue({ alertDueMs: _due, ...link }: LinkDocument): LinkDocument {
  return link;
}

function tell(state: WorldState, { alertId, alert, mail }: Told): void {
  if (state.alerts.has(alertId)) throw serviceError(6);
  state.alerts.set(alertId, structuredClone(alert));
  if (mail) state.outbox.set(alertId, structuredClone(OutboxDocument.parse(mail)));
}

const tryKey = (linkId: string, round: number, slot: number) => `${linkId}/${String(round)}-${String(slot)}`;

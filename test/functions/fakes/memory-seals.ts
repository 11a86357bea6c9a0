/** Events, seals and their copies in memory, with versions as Firestore has them. */
import type { AuditSeal } from '@pacs/shared/audit-seal';
import type { AuditDocument } from '@pacs/shared/audit-document';
import type { SealArchive, SealStore } from '../../../functions/src/core/ports.ts';
import { nextVersion, serviceError } from './world-state.ts';

type Fields = Record<string, unknown>;

export interface SealWorld {
  events: Map<string, { fields: Fields; version: string }>;
  stored: Map<number, { seal: AuditSeal; copied: boolean }>;
  archived: Map<number, AuditSeal>;
  nowMs: number;
  seals: SealStore;
  archive: SealArchive;
  add(id: string, event: AuditDocument): void;
}

export function sealWorld(): SealWorld {
  const events: SealWorld['events'] = new Map();
  const stored: SealWorld['stored'] = new Map();
  const archived: SealWorld['archived'] = new Map();
  const inOrder = () => [...events].sort(([a], [b]) => (a < b ? -1 : 1));
  const put = (id: string, fields: Fields) => {
    events.set(id, { fields: structuredClone(fields), version: nextVersion() });
  };
  const add = (id: string, event: AuditDocument) => {
    put(id, { ...event, sealed: false });
  };
  const seals: SealStore = {
    last: async () => [...stored.values()].map(({ seal }) => seal).sort((a, b) => b.number - a.number)[0],
    unsealed: async (afterId = '', max) =>
      inOrder()
        .filter(([id, { fields }]) => id > afterId && fields['sealed'] === false)
        .slice(0, max)
        .map(([id, { fields, version }]) => ({ id, fields: structuredClone(fields), version })),
    commit: async (seal, marked) => {
      const isFree = !stored.has(seal.number);
      if (!isFree || marked.some(({ id, version }) => events.get(id)?.version !== version)) return 'conflict';
      stored.set(seal.number, { seal: structuredClone(seal), copied: false });
      for (const { id, salt } of marked) put(id, { ...events.get(id)?.fields, sealed: seal.number, salt });
      return 'done';
    },
    uncopied: async (max) =>
      [...stored.values()]
        .filter(({ copied }) => !copied)
        .map(({ seal }) => structuredClone(seal))
        .sort((a, b) => a.number - b.number)
        .slice(0, max),
    markCopied: async (number) => {
      const one = stored.get(number);
      if (!one) throw serviceError(5);
      stored.set(number, { ...one, copied: true });
    },
    sealedOf: async (ownerUid, max) =>
      inOrder()
        .filter(([, { fields }]) => fields['ownerUid'] === ownerUid && typeof fields['sealed'] === 'number')
        .slice(0, max)
        .map(([id]) => id),
    erase: async (ids, erasedAtMs, audit) => {
      if (ids.some((id) => events.get(id)?.fields['erasedAtMs'] !== undefined)) return 'conflict';
      const record = `${String(erasedAtMs)}-erased-${ids[0] ?? ''}`;
      for (const id of ids) put(id, { sealed: events.get(id)?.fields['sealed'], erasedAtMs, record });
      add(record, audit);
      return 'done';
    },
  };
  const archive: SealArchive = {
    put: async (seal) => {
      const there = archived.get(seal.number);
      if (there && JSON.stringify(there) !== JSON.stringify(seal))
        throw new Error('another seal has this name');
      archived.set(seal.number, structuredClone(seal));
    },
  };
  return { events, stored, archived, nowMs: 1_800_000_000_000, seals, archive, add };
}

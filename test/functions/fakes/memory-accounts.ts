/** The ports of accounts, exports and keeping over the world's memory, with its trail and its sign-ins. */
import type { DeletionDocument, ExportDocument, ReceiptDocument } from '@pacs/shared/account';
import type { KeepRule } from '@pacs/shared/keeping';
import type {
  AccountStore,
  OwnedThings,
  SignIns,
} from '../../../functions/src/core/account/account-ports.ts';
import type {
  ExportObjects,
  ExportQueue,
  ExportStore,
} from '../../../functions/src/core/account/export/export-ports.ts';
import type { SealStore } from '../../../functions/src/core/ports.ts';
import type { RetentionStore } from '../../../functions/src/core/retention/retention-ports.ts';
import { sealWorld } from './memory-seals.ts';
import type { World } from './world.ts';
import { nextVersion } from './world-state.ts';

export interface AccountWorld {
  deletions: Map<string, DeletionDocument>;
  receipts: Map<string, ReceiptDocument>;
  exports: Map<string, { document: ExportDocument; version: string }>;
  /** Accounts that Auth knows; false: disabled. */
  signIns: Map<string, boolean>;
  queued: string[];
  trail: ReturnType<typeof sealWorld>;
  ports: ReturnType<typeof portsOf>;
}

export function accountWorld(world: World, uids: readonly string[]): AccountWorld {
  const kept = {
    deletions: new Map<string, DeletionDocument>(),
    receipts: new Map<string, ReceiptDocument>(),
    exports: new Map<string, { document: ExportDocument; version: string }>(),
    signIns: new Map(uids.map((uid) => [uid, true])),
    queued: [] as string[],
    trail: sealWorld(),
  };
  return { ...kept, ports: portsOf(world, kept) };
}

function portsOf(world: World, kept: Omit<AccountWorld, 'ports'>) {
  const { deletions, receipts, signIns, trail } = kept;
  let events = 0;
  /** What the world's ports have recorded so far, in the trail. */
  const record = () => {
    for (const event of world.audits.splice(0))
      trail.add(`${String(event.atMs)}-${String((events += 1)).padStart(6, '0')}`, event);
  };
  const owned = <T extends { ownerUid: string }>(map: Map<string, T>, uid: string) =>
    [...map].filter(([, { ownerUid }]) => ownerUid === uid).map(([id]) => id);
  const studiesOf = (uid: string) =>
    [...world.studies].filter(([, { study }]) => study.ownerUid === uid).map(([id]) => id);
  const uploadsOf = (uid: string) =>
    [...world.uploads].filter(([, { upload }]) => upload.ownerUid === uid).map(([id]) => id);

  const accounts: AccountStore = {
    saveProfile: async (uid, profile, atMs) => {
      world.users.set(uid, { createdAtMs: atMs, ...world.users.get(uid), profile });
    },
    endSessions: async (uid, sessionsFromMs, atMs, audit) => {
      world.users.set(uid, { createdAtMs: atMs, ...world.users.get(uid), sessionsFromMs });
      if (audit) world.audits.push(audit);
    },
    deletion: async (uid) => deletions.get(uid),
    askDeletion: async (uid, deletion, audit) => {
      if (deletions.has(uid)) return 'taken';
      deletions.set(uid, deletion);
      world.audits.push(audit);
      return 'done';
    },
    cancelDeletion: async (uid, audit) => {
      const asked = deletions.get(uid);
      if (!asked) return 'none';
      if (asked.startedAtMs !== undefined) return 'begun';
      deletions.delete(uid);
      world.audits.push(audit);
      return 'done';
    },
    dueDeletions: async (nowMs, max) =>
      [...deletions]
        .filter(([, { dueMs }]) => dueMs <= nowMs)
        .map(([uid]) => uid)
        .slice(0, max),
    beginDeletion: async (uid, { email, ...beginning }) => {
      const asked = deletions.get(uid);
      if (!asked || asked.startedAtMs !== undefined) return asked;
      const begun = { ...asked, ...beginning, ...(email !== undefined && { email }) };
      deletions.set(uid, begun);
      return begun;
    },
    finishDeletion: async (uid, receiptId, receipt, mail) => {
      receipts.set(receiptId, receipt);
      if (mail) world.outbox.set(`receipt-${receiptId}`, mail);
      world.users.delete(uid);
      deletions.delete(uid);
    },
    sweepReceipts: async (nowMs) => {
      for (const [id, { expiresAtMs }] of receipts) if (expiresAtMs <= nowMs) receipts.delete(id);
    },
  };

  const ownedThings: OwnedThings = {
    studies: async (uid) => studiesOf(uid),
    uploads: async (uid) => uploadsOf(uid),
    count: async (uid) => ({
      studies: studiesOf(uid).length,
      links: owned(world.links, uid).length,
      uploads: uploadsOf(uid).length,
    }),
    removeRest: async (uid) => {
      for (const map of [world.links, world.alerts, world.outbox] as Map<string, { ownerUid: string }>[])
        for (const id of owned(map, uid)) map.delete(id);
      for (const day of world.mailRates.keys()) if (day.startsWith(`${uid} `)) world.mailRates.delete(day);
      world.ownerKeys.delete(uid);
    },
    removeUnsealed: async (uid) => {
      record();
      for (const [id, { fields }] of trail.events)
        if (fields['ownerUid'] === uid && fields['sealed'] === false) trail.events.delete(id);
    },
  };

  const signInPorts: SignIns = {
    emailOf: async (uid) => (signIns.has(uid) ? `${uid}@clinic.test` : undefined),
    isLive: async (uid) => signIns.get(uid) === true,
    revoke: async () => undefined,
    block: async (uid) => {
      if (signIns.has(uid)) signIns.set(uid, false);
    },
    remove: async (uid) => {
      signIns.delete(uid);
    },
  };

  const seals: SealStore = {
    ...trail.seals,
    unsealed: async (afterId, max) => {
      record();
      return trail.seals.unsealed(afterId, max);
    },
  };

  return {
    ...world.ports,
    accounts,
    owned: ownedThings,
    signIns: signInPorts,
    owners: signInPorts,
    seals,
    archive: trail.archive,
    retention: memoryRetention(world, trail, record),
    exports: memoryExports(world, kept),
    exportQueue: {
      enqueue: async (exportId) => {
        kept.queued.push(exportId);
      },
    } satisfies ExportQueue,
  };
}

function memoryRetention(world: World, trail: AccountWorld['trail'], record: () => void): RetentionStore {
  const after = <T>(items: T[], isPast: (item: T) => boolean, max: number) =>
    items.filter(isPast).slice(0, max);
  const deletes = (rule: KeepRule | undefined): rule is KeepRule =>
    rule !== undefined && rule.kind !== 'keep';
  return {
    owners: async (afterUid = '', max) =>
      after(
        [...world.users].flatMap(([uid, { keepRule }]) =>
          deletes(keepRule) ? [{ uid, rule: keepRule }] : [],
        ),
        ({ uid }) => uid > afterUid,
        max,
      ),
    ofOwner: async (ownerUid, madeBeforeMs, from, max) =>
      after(
        [...world.studies]
          .map(([studyId, { study }]) => ({ studyId, study, createdAtMs: study.createdAtMs }))
          .filter(({ study }) => study.ownerUid === ownerUid && study.createdAtMs <= madeBeforeMs)
          .sort((a, b) => a.createdAtMs - b.createdAtMs || (a.studyId < b.studyId ? -1 : 1)),
        ({ createdAtMs, studyId }) =>
          !from ||
          createdAtMs > from.createdAtMs ||
          (createdAtMs === from.createdAtMs && studyId > from.studyId),
        max,
      ).map(({ studyId, createdAtMs }) => ({ studyId, createdAtMs })),
    ruled: async (afterId = '', max) =>
      after(
        [...world.studies.keys()].sort(),
        (id) => id > afterId && deletes(world.studies.get(id)?.study.keeping?.rule),
        max,
      ),
    latest: async (ownerUid, studyId, actions) => {
      record();
      const times = [...trail.events.values()].flatMap(({ fields }) =>
        fields['ownerUid'] === ownerUid &&
        fields['studyId'] === studyId &&
        actions.some((action) => action === fields['action'])
          ? [Number(fields['atMs'])]
          : [],
      );
      return times.length === 0 ? undefined : Math.max(...times);
    },
    setRule: async (uid, keepRule, audit) => {
      const { keepRule: _before, ...user } = world.users.get(uid) ?? { createdAtMs: 0 };
      world.users.set(uid, { ...user, ...(keepRule && { keepRule }) });
      world.audits.push(audit);
    },
  };
}

function memoryExports(world: World, { exports }: Pick<AccountWorld, 'exports'>): ExportObjects {
  const store: ExportStore = {
    create: async (exportId, document, audit) => {
      exports.set(exportId, { document, version: nextVersion() });
      world.audits.push(audit);
    },
    get: async (exportId) => structuredClone(exports.get(exportId)),
    ofOwner: async (uid) =>
      [...exports].flatMap(([exportId, { document }]) =>
        document.ownerUid === uid ? [{ exportId, document }] : [],
      ),
    replace: async (exportId, document, expected) => {
      if (exports.get(exportId)?.version !== expected) return 'conflict';
      exports.set(exportId, { document: structuredClone(document), version: nextVersion() });
      return 'done';
    },
    remove: async (exportId) => {
      exports.delete(exportId);
    },
    expired: async (nowMs, max) =>
      [...exports]
        .filter(([, { document }]) => document.expiresAtMs <= nowMs)
        .map(([id]) => id)
        .slice(0, max),
    stuck: async (beforeMs, max) =>
      [...exports]
        .filter(([, { document }]) => document.state === 'preparing' && document.updatedAtMs < beforeMs)
        .map(([id]) => id)
        .slice(0, max),
  };
  return {
    store,
    write: async (name, fill) => {
      const chunks: Uint8Array[] = [];
      await fill(
        new WritableStream<Uint8Array>({
          write: (chunk) => {
            chunks.push(chunk.slice());
          },
        }),
      );
      const bytes = new Uint8Array(Buffer.concat(chunks));
      world.packObjects.set(name, { bytes, createdAtMs: world.nowMs });
      return bytes.length;
    },
    removeAll: async (prefix) => {
      for (const name of world.packObjects.keys())
        if (name.startsWith(prefix)) world.packObjects.delete(name);
    },
  };
}

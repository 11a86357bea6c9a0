import { AuditSeal, ErasedEvent, SealedMark } from '@pacs/shared/audit-seal';
import { collections, paths } from '@pacs/shared/paths';
import { type DocumentData, FieldPath, type Firestore } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { SealStore } from '../core/ports.ts';
import { addAudit, asWriteResult, updateTimeOf, versionOf } from './firestore-documents.ts';

const Copied = z.object({ copied: z.boolean() });
const readAtOnce = 500;

/** What verifying reads beside what sealing does: all of it, page by page. */
interface SealReader {
  stored(): Promise<{ seal: AuditSeal; copied: boolean }[]>;
  events(): AsyncGenerator<{ id: string; fields: DocumentData }>;
}

export function firestoreSeals(db: Firestore): SealStore & SealReader {
  const events = db.collection(collections.audit);
  const seals = db.collection(collections.auditSeals);
  return {
    async last() {
      const [newest] = (await seals.orderBy('number', 'desc').limit(1).get()).docs;
      return newest && AuditSeal.parse(newest.data());
    },

    async unsealed(afterId, max) {
      const open = events.where('sealed', '==', false).orderBy(FieldPath.documentId()).limit(max);
      const found = await (afterId === undefined ? open : open.startAfter(afterId)).get();
      return found.docs.map((snapshot) => ({
        id: snapshot.id,
        fields: snapshot.data(),
        version: versionOf(snapshot),
      }));
    },

    commit(seal, marked) {
      const batch = db.batch();
      batch.create(db.doc(paths.auditSeal(seal.number)), { ...AuditSeal.parse(seal), copied: false });
      for (const { id, salt, version } of marked)
        batch.update(db.doc(paths.audit(id)), SealedMark.parse({ sealed: seal.number, salt }), {
          lastUpdateTime: updateTimeOf(version),
        });
      return asWriteResult(batch.commit());
    },

    async uncopied(max) {
      const waiting = seals.where('copied', '==', false).orderBy(FieldPath.documentId()).limit(max);
      return (await waiting.get()).docs.map((snapshot) => AuditSeal.parse(snapshot.data()));
    },

    async markCopied(number) {
      await db.doc(paths.auditSeal(number)).update({ copied: true });
    },

    async sealedOf(ownerUid, max) {
      const own = events.where('ownerUid', '==', ownerUid).where('sealed', '>', 0).limit(max);
      return (await own.select().get()).docs.map(({ id }) => id);
    },

    async erase(ids, erasedAtMs, audit) {
      return db.runTransaction(async (transaction) => {
        const snapshots = await transaction.getAll(...ids.map((id) => db.doc(paths.audit(id))));
        if (snapshots.some((snapshot) => ErasedEvent.safeParse(snapshot.data()).success)) return 'conflict';
        const record = addAudit(db, transaction, audit);
        for (const snapshot of snapshots) {
          const { sealed } = SealedMark.parse(snapshot.data());
          transaction.set(snapshot.ref, ErasedEvent.parse({ sealed, erasedAtMs, record }));
        }
        return 'done';
      });
    },

    async stored() {
      const all = await seals.orderBy(FieldPath.documentId()).get();
      return all.docs.map((snapshot) => ({
        seal: AuditSeal.parse(snapshot.data()),
        copied: Copied.parse(snapshot.data()).copied,
      }));
    },

    async *events() {
      let page = events.orderBy(FieldPath.documentId()).limit(readAtOnce);
      for (;;) {
        const { docs } = await page.get();
        for (const snapshot of docs) yield { id: snapshot.id, fields: snapshot.data() };
        const last = docs.at(-1);
        if (!last || docs.length < readAtOnce) return;
        page = events.orderBy(FieldPath.documentId()).startAfter(last).limit(readAtOnce);
      }
    },
  };
}

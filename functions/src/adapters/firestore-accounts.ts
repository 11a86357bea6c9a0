import { DeletionDocument, ReceiptDocument } from '@pacs/shared/account';
import { UserDocument } from '@pacs/shared/documents';
import { OutboxDocument } from '@pacs/shared/messages';
import { collections, paths } from '@pacs/shared/paths';
import type { Firestore } from 'firebase-admin/firestore';
import type { AccountStore } from '../core/account/account-ports.ts';
import { addAudit, isAlreadyExists, removeAll } from './firestore-documents.ts';

export function firestoreAccounts(db: Firestore): AccountStore {
  const deletions = db.collection(collections.deletions);

  /** Fields of a profile that may not be there yet. */
  const setUser = async (uid: string, fields: Partial<UserDocument>, atMs: number) => {
    const ref = db.doc(paths.user(uid));
    try {
      await ref.create(UserDocument.parse({ createdAtMs: atMs, ...fields }));
    } catch (cause) {
      if (!isAlreadyExists(cause)) throw cause;
      await ref.update(fields);
    }
  };

  return {
    saveProfile: (uid, profile, atMs) => setUser(uid, { profile }, atMs),

    async endSessions(uid, fromMs, atMs, audit) {
      await setUser(uid, { sessionsFromMs: fromMs }, atMs);
      if (!audit) return;
      const batch = db.batch();
      addAudit(db, batch, audit);
      await batch.commit();
    },

    async deletion(uid) {
      const snapshot = await db.doc(paths.deletion(uid)).get();
      return snapshot.exists ? DeletionDocument.parse(snapshot.data()) : undefined;
    },

    async askDeletion(uid, deletion, audit) {
      const batch = db.batch();
      batch.create(db.doc(paths.deletion(uid)), DeletionDocument.parse(deletion));
      addAudit(db, batch, audit);
      try {
        await batch.commit();
        return 'done';
      } catch (cause) {
        if (isAlreadyExists(cause)) return 'taken';
        throw cause;
      }
    },

    cancelDeletion: (uid, audit) =>
      db.runTransaction(async (transaction) => {
        const ref = db.doc(paths.deletion(uid));
        const snapshot = await transaction.get(ref);
        if (!snapshot.exists) return 'none';
        if (DeletionDocument.parse(snapshot.data()).startedAtMs !== undefined) return 'begun';
        transaction.delete(ref);
        addAudit(db, transaction, audit);
        return 'done';
      }),

    async dueDeletions(nowMs, max) {
      const due = deletions.where('dueMs', '<=', nowMs).orderBy('dueMs').limit(max);
      return (await due.select().get()).docs.map(({ id }) => id);
    },

    beginDeletion: (uid, { startedAtMs, removed, email }) =>
      db.runTransaction(async (transaction) => {
        const ref = db.doc(paths.deletion(uid));
        const snapshot = await transaction.get(ref);
        if (!snapshot.exists) return undefined;
        const asked = DeletionDocument.parse(snapshot.data());
        if (asked.startedAtMs !== undefined) return asked;
        const begun = DeletionDocument.parse({ ...asked, startedAtMs, removed, email });
        transaction.set(ref, begun);
        return begun;
      }),

    async finishDeletion(uid, receiptId, receipt, mail) {
      const batch = db.batch();
      batch.set(db.doc(paths.receipt(receiptId)), ReceiptDocument.parse(receipt));
      if (mail) batch.set(db.doc(paths.mail(`receipt-${receiptId}`)), OutboxDocument.parse(mail));
      batch.delete(db.doc(paths.user(uid)));
      batch.delete(db.doc(paths.deletion(uid)));
      await batch.commit();
    },

    sweepReceipts: (nowMs) =>
      removeAll(db, db.collection(collections.receipts).where('expiresAtMs', '<=', nowMs)),
  };
}

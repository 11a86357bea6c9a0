import { ExportDocument } from '@pacs/shared/account';
import { collections, paths } from '@pacs/shared/paths';
import type { Firestore } from 'firebase-admin/firestore';
import type { ExportStore } from '../core/account/export/export-ports.ts';
import { addAudit, asWriteResult, updateTimeOf, versionOf } from './firestore-documents.ts';

export function firestoreExports(db: Firestore): ExportStore {
  const exports = db.collection(collections.exports);
  return {
    async create(exportId, document, audit) {
      const batch = db.batch();
      batch.create(db.doc(paths.export(exportId)), ExportDocument.parse(document));
      addAudit(db, batch, audit);
      await batch.commit();
    },

    async get(exportId) {
      const snapshot = await db.doc(paths.export(exportId)).get();
      return snapshot.exists
        ? { document: ExportDocument.parse(snapshot.data()), version: versionOf(snapshot) }
        : undefined;
    },

    async ofOwner(ownerUid) {
      const found = await exports.where('ownerUid', '==', ownerUid).get();
      return found.docs.map((one) => ({ exportId: one.id, document: ExportDocument.parse(one.data()) }));
    },

    replace(exportId, document, expected) {
      return asWriteResult(
        db.doc(paths.export(exportId)).update(ExportDocument.parse(document), {
          lastUpdateTime: updateTimeOf(expected),
        }),
      );
    },

    async remove(exportId) {
      await db.doc(paths.export(exportId)).delete();
    },

    async expired(nowMs, max) {
      const over = exports.where('expiresAtMs', '<=', nowMs).limit(max).select();
      return (await over.get()).docs.map(({ id }) => id);
    },

    async stuck(beforeMs, max) {
      const waiting = exports
        .where('state', '==', 'preparing')
        .where('updatedAtMs', '<', beforeMs)
        .limit(max)
        .select();
      return (await waiting.get()).docs.map(({ id }) => id);
    },
  };
}

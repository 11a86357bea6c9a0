import { AuditDocument } from '@pacs/shared/audit-document';
import { StudyDocument } from '@pacs/shared/documents';
import { KeepRule } from '@pacs/shared/keeping';
import { collections, paths } from '@pacs/shared/paths';
import { FieldPath, FieldValue, type Firestore } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { RetentionStore } from '../core/retention/retention-ports.ts';
import { addAudit } from './firestore-documents.ts';

const deleting = ['after-upload', 'after-view'];
const Ruled = z.object({ keepRule: KeepRule });
const Made = StudyDocument.pick({ createdAtMs: true });
const At = AuditDocument.pick({ atMs: true });

export function firestoreRetention(db: Firestore): RetentionStore {
  const studies = db.collection(collections.studies);
  return {
    async owners(afterUid, max) {
      const ruled = db
        .collection(collections.users)
        .where('keepRule.kind', 'in', deleting)
        .orderBy(FieldPath.documentId())
        .limit(max);
      const found = await (afterUid === undefined ? ruled : ruled.startAfter(afterUid)).get();
      return found.docs.map((one) => ({ uid: one.id, rule: Ruled.parse(one.data()).keepRule }));
    },

    async ofOwner(ownerUid, madeBeforeMs, after, max) {
      const old = studies
        .where('ownerUid', '==', ownerUid)
        .where('createdAtMs', '<=', madeBeforeMs)
        .orderBy('createdAtMs')
        .orderBy(FieldPath.documentId())
        .limit(max)
        .select('createdAtMs');
      const found = await (after ? old.startAfter(after.createdAtMs, after.studyId) : old).get();
      return found.docs.map((one) => ({ studyId: one.id, createdAtMs: Made.parse(one.data()).createdAtMs }));
    },

    async ruled(afterId, max) {
      const own = studies
        .where('keeping.rule.kind', 'in', deleting)
        .orderBy(FieldPath.documentId())
        .limit(max)
        .select();
      const found = await (afterId === undefined ? own : own.startAfter(afterId)).get();
      return found.docs.map(({ id }) => id);
    },

    async latest(ownerUid, studyId, actions) {
      const [found] = (
        await db
          .collection(collections.audit)
          .where('ownerUid', '==', ownerUid)
          .where('studyId', '==', studyId)
          .where('action', 'in', actions)
          .orderBy('atMs', 'desc')
          .limit(1)
          .get()
      ).docs;
      return found && At.parse(found.data()).atMs;
    },

    async setRule(uid, rule, audit) {
      const batch = db.batch();
      batch.update(db.doc(paths.user(uid)), { keepRule: rule ?? FieldValue.delete() });
      addAudit(db, batch, audit);
      await batch.commit();
    },
  };
}

import { LinkDocument, LinkSessionDocument } from '@pacs/shared/documents';
import { collections, paths } from '@pacs/shared/paths';
import { FieldValue, type Firestore } from 'firebase-admin/firestore';
import type { LinkStore } from '../core/ports.ts';
import { addAudit, asWriteResult, updateTimeOf } from './firestore-documents.ts';

export function firestoreLinks(db: Firestore): LinkStore {
  const links = db.collection(collections.links);
  const ofStudy = (ownerUid: string, studyId: string) =>
    links.where('ownerUid', '==', ownerUid).where('studyId', '==', studyId);

  return {
    create(linkId, link, expected, audit) {
      const batch = db.batch();
      // A write that changes nothing would leave the time of the last update as it is.
      const moved = { linksMade: FieldValue.increment(1) };
      batch.update(db.doc(paths.study(link.studyId)), moved, { lastUpdateTime: updateTimeOf(expected) });
      batch.create(db.doc(paths.link(linkId)), LinkDocument.parse(link));
      addAudit(db, batch, audit);
      return asWriteResult(batch.commit());
    },

    async get(linkId) {
      const snapshot = await db.doc(paths.link(linkId)).get();
      return snapshot.exists ? LinkDocument.parse(snapshot.data()) : undefined;
    },

    async countOfStudy(ownerUid, studyId) {
      return (await ofStudy(ownerUid, studyId).count().get()).data().count;
    },

    async revoke(linkId, atMs, audit) {
      const batch = db.batch();
      batch.update(db.doc(paths.link(linkId)), { revokedAtMs: atMs });
      addAudit(db, batch, audit);
      await batch.commit();
    },

    async removeOfStudy(ownerUid, studyId, incarnation) {
      const found = await ofStudy(ownerUid, studyId).where('incarnation', '==', incarnation).select().get();
      for (const { ref } of found.docs) await db.recursiveDelete(ref);
    },

    async session(linkId, sessionId) {
      const snapshot = await db.doc(paths.linkSession(linkId, sessionId)).get();
      return snapshot.exists ? LinkSessionDocument.parse(snapshot.data()) : undefined;
    },

    async open(linkId, sessionId, session, audit) {
      const batch = db.batch();
      batch.create(db.doc(paths.linkSession(linkId, sessionId)), LinkSessionDocument.parse(session));
      batch.update(db.doc(paths.link(linkId)), {
        opens: FieldValue.increment(1),
        lastOpenedAtMs: session.createdAtMs,
      });
      addAudit(db, batch, audit);
      await batch.commit();
    },

    async touch(linkId, sessionId, seenAtMs) {
      await db.doc(paths.linkSession(linkId, sessionId)).update({ lastSeenAtMs: seenAtMs });
    },
  };
}

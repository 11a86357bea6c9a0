import {
  type AuditDocument,
  LinkDocument,
  LinkSessionDocument,
  LinkTryDocument,
  LinkViewDocument,
  PasscodeDocument,
} from '@pacs/shared/documents';
import { collections, paths } from '@pacs/shared/paths';
import { type DocumentData, FieldValue, type Firestore, type UpdateData } from 'firebase-admin/firestore';
import type { LinkStore } from '../core/ports.ts';
import {
  addAudit,
  asWriteResult,
  isAlreadyExists,
  isContended,
  isNotFound,
  updateTimeOf,
} from './firestore-documents.ts';

export function firestoreLinks(db: Firestore): LinkStore {
  const links = db.collection(collections.links);
  const ofStudy = (ownerUid: string, studyId: string) =>
    links.where('ownerUid', '==', ownerUid).where('studyId', '==', studyId);

  /** Once, however many ask for it at the same moment. */
  const changeLock = (
    linkId: string,
    audit: AuditDocument,
    change: (link: LinkDocument) => UpdateData<DocumentData> | undefined,
  ) =>
    db.runTransaction(async (transaction) => {
      const ref = db.doc(paths.link(linkId));
      const snapshot = await transaction.get(ref);
      const changed = snapshot.exists ? change(LinkDocument.parse(snapshot.data())) : undefined;
      if (!changed) return;
      transaction.update(ref, changed);
      addAudit(db, transaction, audit);
    });

  return {
    create(linkId, { link, passcode }, expected, audit) {
      const batch = db.batch();
      // A write that changes nothing would leave the time of the last update as it is.
      const moved = { linksMade: FieldValue.increment(1) };
      batch.update(db.doc(paths.study(link.studyId)), moved, { lastUpdateTime: updateTimeOf(expected) });
      batch.create(db.doc(paths.link(linkId)), LinkDocument.parse(link));
      if (passcode) batch.create(db.doc(paths.linkPasscode(linkId)), PasscodeDocument.parse(passcode));
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

    async extend(linkId, expiresAtMs, audit) {
      const batch = db.batch();
      batch.update(db.doc(paths.link(linkId)), { expiresAtMs });
      addAudit(db, batch, audit);
      await batch.commit();
    },

    async note(linkId, note, audit) {
      const batch = db.batch();
      batch.update(db.doc(paths.link(linkId)), { note: note === '' ? FieldValue.delete() : note });
      addAudit(db, batch, audit);
      await batch.commit();
    },

    async ofOwner(ownerUid, studyId) {
      const own = links.where('ownerUid', '==', ownerUid);
      const found = await (studyId === undefined ? own : own.where('studyId', '==', studyId)).get();
      return found.docs.map((snapshot) => ({
        linkId: snapshot.id,
        link: LinkDocument.parse(snapshot.data()),
      }));
    },

    async removeOfStudy(ownerUid, studyId, incarnation) {
      const found = await ofStudy(ownerUid, studyId).where('incarnation', '==', incarnation).select().get();
      for (const { ref } of found.docs) await db.recursiveDelete(ref);
    },

    async session(linkId, sessionId) {
      const snapshot = await db.doc(paths.linkSession(linkId, sessionId)).get();
      return snapshot.exists ? LinkSessionDocument.parse(snapshot.data()) : undefined;
    },

    async open(linkId, { sessionId, session, view }, audit) {
      const batch = db.batch();
      const atMs = session.createdAtMs;
      batch.create(db.doc(paths.linkSession(linkId, sessionId)), LinkSessionDocument.parse(session));
      if (view !== undefined)
        batch.create(db.doc(paths.linkView(linkId, view)), LinkViewDocument.parse({ atMs }));
      batch.update(db.doc(paths.link(linkId)), { opens: FieldValue.increment(1), lastOpenedAtMs: atMs });
      addAudit(db, batch, audit);
      try {
        await batch.commit();
        return 'done';
      } catch (cause) {
        if (isAlreadyExists(cause) || isContended(cause)) return 'taken';
        if (isNotFound(cause)) return 'gone';
        throw cause;
      }
    },

    async takenViews(linkId) {
      return (await db.collection(paths.linkViews(linkId)).select().get()).docs.map(({ id }) => Number(id));
    },

    async touch(linkId, sessionId, seenAtMs) {
      await db.doc(paths.linkSession(linkId, sessionId)).update({ lastSeenAtMs: seenAtMs });
    },

    async passcode(linkId) {
      const snapshot = await db.doc(paths.linkPasscode(linkId)).get();
      return snapshot.exists ? PasscodeDocument.parse(snapshot.data()) : undefined;
    },

    async tries(linkId, round) {
      const found = await db.collection(paths.linkTries(linkId)).where('round', '==', round).get();
      return found.docs.map((snapshot) => LinkTryDocument.parse(snapshot.data()));
    },

    async takeTry(linkId, round, slot, atMs) {
      const taken = LinkTryDocument.parse({ round, slot, state: 'pending', atMs });
      try {
        await db.doc(paths.linkTry(linkId, round, slot)).create(taken);
        return true;
      } catch (cause) {
        if (isAlreadyExists(cause) || isContended(cause)) return false;
        throw cause;
      }
    },

    async releaseTry(linkId, round, slot) {
      await db.doc(paths.linkTry(linkId, round, slot)).delete();
    },

    async failTry(linkId, round, slot, audit) {
      const batch = db.batch();
      batch.update(db.doc(paths.linkTry(linkId, round, slot)), { state: 'wrong' });
      addAudit(db, batch, audit);
      await batch.commit();
    },

    lock: (linkId, round, audit) =>
      changeLock(linkId, audit, (link) =>
        link.passcode?.round === round && link.locked?.round !== round
          ? { locked: { round, atMs: audit.atMs } }
          : undefined,
      ),

    unlock: (linkId, audit) =>
      changeLock(linkId, audit, ({ passcode, locked }) =>
        passcode && locked?.round === passcode.round
          ? { 'passcode.round': passcode.round + 1, locked: FieldValue.delete() }
          : undefined,
      ),
  };
}

import type { AuditDocument } from '@pacs/shared/audit-document';
import {
  IdKeyDocument,
  LinkDocument,
  LinkSessionDocument,
  LinkTryDocument,
  LinkViewDocument,
  PasscodeDocument,
} from '@pacs/shared/link-documents';
import { collections, paths } from '@pacs/shared/paths';
import { type DocumentData, FieldValue, type Firestore, type UpdateData } from 'firebase-admin/firestore';
import type { LinkStore, Told } from '../core/links/link-ports.ts';
import { addTold, removeTold } from './firestore-alerts.ts';
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
    told?: Told,
  ) =>
    db.runTransaction(async (transaction) => {
      const ref = db.doc(paths.link(linkId));
      const snapshot = await transaction.get(ref);
      const changed = snapshot.exists ? change(LinkDocument.parse(snapshot.data())) : undefined;
      if (!changed) return;
      transaction.update(ref, changed);
      if (told) addTold(db, transaction, told);
      addAudit(db, transaction, audit);
    });

  return {
    create(linkId, { link, passcode, idKey }, expected, audit) {
      const batch = db.batch();
      // A write that changes nothing would leave the time of the last update as it is.
      const moved = { linksMade: FieldValue.increment(1) };
      batch.update(db.doc(paths.study(link.studyId)), moved, { lastUpdateTime: updateTimeOf(expected) });
      batch.create(db.doc(paths.link(linkId)), LinkDocument.parse(link));
      if (passcode) batch.create(db.doc(paths.linkPasscode(linkId)), PasscodeDocument.parse(passcode));
      if (idKey !== undefined) batch.create(db.doc(paths.linkIdKey(linkId)), IdKeyDocument.parse({ idKey }));
      addAudit(db, batch, audit);
      return asWriteResult(batch.commit());
    },

    async get(linkId) {
      const snapshot = await db.doc(paths.link(linkId)).get();
      return snapshot.exists ? LinkDocument.parse(snapshot.data()) : undefined;
    },

    async idKey(linkId) {
      const snapshot = await db.doc(paths.linkIdKey(linkId)).get();
      return snapshot.exists ? IdKeyDocument.parse(snapshot.data()).idKey : undefined;
    },

    async countOfStudy(ownerUid, studyId) {
      return (await ofStudy(ownerUid, studyId).count().get()).data().count;
    },

    async revoke(linkId, atMs, audit) {
      const batch = db.batch();
      batch.update(db.doc(paths.link(linkId)), { revokedAtMs: atMs, alertDueMs: FieldValue.delete() });
      addAudit(db, batch, audit);
      await batch.commit();
    },

    async extend(linkId, { expiresAtMs, alertDueMs }, audit) {
      const batch = db.batch();
      batch.update(db.doc(paths.link(linkId)), {
        expiresAtMs,
        alertDueMs: alertDueMs ?? FieldValue.delete(),
      });
      addAudit(db, batch, audit);
      await batch.commit();
    },

    async note(linkId, note, audit) {
      const batch = db.batch();
      batch.update(db.doc(paths.link(linkId)), { note: note === '' ? FieldValue.delete() : note });
      addAudit(db, batch, audit);
      await batch.commit();
    },

    async setAlerts(linkId, alerts, alertDueMs, audit) {
      const batch = db.batch();
      batch.update(db.doc(paths.link(linkId)), {
        alerts: alerts.length === 0 ? FieldValue.delete() : alerts,
        alertDueMs: alertDueMs ?? FieldValue.delete(),
      });
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
      for (const { ref } of found.docs) {
        // Once the link is gone nothing more is told of it, and whoever goes on where this breaks off finds it no more.
        await removeTold(db, ref.id);
        await db.recursiveDelete(ref);
        await removeTold(db, ref.id);
      }
    },

    async session(linkId, sessionId) {
      const snapshot = await db.doc(paths.linkSession(linkId, sessionId)).get();
      return snapshot.exists ? LinkSessionDocument.parse(snapshot.data()) : undefined;
    },

    async open(linkId, { sessionId, session, view, told }, audit) {
      const batch = db.batch();
      const atMs = session.createdAtMs;
      batch.create(db.doc(paths.linkSession(linkId, sessionId)), LinkSessionDocument.parse(session));
      if (view !== undefined)
        batch.create(db.doc(paths.linkView(linkId, view)), LinkViewDocument.parse({ atMs }));
      batch.update(db.doc(paths.link(linkId)), {
        opens: FieldValue.increment(1),
        lastOpenedAtMs: atMs,
        alertDueMs: FieldValue.delete(),
      });
      if (told) addTold(db, batch, told);
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

    async isTold(alertId) {
      return (await db.doc(paths.alert(alertId)).get()).exists;
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

    lock: (linkId, round, told, audit) =>
      changeLock(
        linkId,
        audit,
        (link) =>
          link.passcode?.round === round && link.locked?.round !== round
            ? { locked: { round, atMs: audit.atMs } }
            : undefined,
        told,
      ),

    unlock: (linkId, audit) =>
      changeLock(linkId, audit, ({ passcode, locked }) =>
        passcode && locked?.round === passcode.round
          ? { 'passcode.round': passcode.round + 1, locked: FieldValue.delete() }
          : undefined,
      ),

    async unopened(nowMs, max) {
      return (await links.where('alertDueMs', '<=', nowMs).limit(max).select().get()).docs.map(
        ({ id }) => id,
      );
    },

    tellUnopened: (linkId, dueMs, told) =>
      db.runTransaction(async (transaction) => {
        const ref = db.doc(paths.link(linkId));
        const snapshot = await transaction.get(ref);
        const link = snapshot.exists ? LinkDocument.parse(snapshot.data()) : undefined;
        if (link?.alertDueMs !== dueMs) return;
        transaction.update(ref, { alertDueMs: FieldValue.delete() });
        if (link.opens === 0 && told) addTold(db, transaction, told);
      }),
  };
}

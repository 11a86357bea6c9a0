import {
  RightsEntryDocument,
  RightsPersonDocument,
  RightsRequestDocument,
  RightsTokenDocument,
} from '@pacs/shared/rights';
import { Delivery, OutboxDocument } from '@pacs/shared/messages';
import { collections, paths } from '@pacs/shared/paths';
import {
  FieldValue,
  type DocumentData,
  type DocumentReference,
  type Firestore,
} from 'firebase-admin/firestore';
import type {
  Deliveries,
  Letter,
  NewRequest,
  RightsStore,
  RightsToken,
} from '../core/rights/rights-ports.ts';
import { addAudit, removeAll } from './firestore-documents.ts';

/** A batch or a transaction. */
interface Write {
  create(reference: DocumentReference, data: DocumentData): unknown;
}

export function firestoreRights(db: Firestore): RightsStore {
  const requests = db.collection(collections.rightsRequests);

  function addLetter(write: Write, { mailId, mail }: Letter): void {
    write.create(db.doc(paths.mail(mailId)), OutboxDocument.parse(mail));
  }
  function addToken(write: Write, { tokenId, token }: RightsToken): void {
    write.create(db.doc(paths.rightsToken(tokenId)), RightsTokenDocument.parse(token));
  }
  function addEntry(write: Write, requestId: string, rev: number, entry: RightsEntryDocument): void {
    write.create(db.doc(paths.rightsEntry(requestId, rev)), RightsEntryDocument.parse(entry));
  }
  function addRequest(write: Write, { requestId, request, person, entry, letters }: NewRequest): void {
    write.create(db.doc(paths.rightsRequest(requestId)), RightsRequestDocument.parse(request));
    write.create(db.doc(paths.rightsPerson(requestId)), RightsPersonDocument.parse(person));
    addEntry(write, requestId, request.rev, entry);
    for (const letter of letters) addLetter(write, letter);
  }

  return {
    async pend(token, letter) {
      const batch = db.batch();
      addToken(batch, token);
      addLetter(batch, letter);
      await batch.commit();
    },

    async token(tokenId) {
      const snapshot = await db.doc(paths.rightsToken(tokenId)).get();
      return snapshot.exists ? RightsTokenDocument.parse(snapshot.data()) : undefined;
    },

    confirm: (tokenId, confirmed, audit) =>
      db.runTransaction(async (transaction) => {
        const token = db.doc(paths.rightsToken(tokenId));
        if (!(await transaction.get(token)).exists) return 'conflict';
        transaction.delete(token);
        addRequest(transaction, confirmed);
        addAudit(db, transaction, audit);
        return 'done';
      }),

    async enter(entered, audit) {
      const batch = db.batch();
      addRequest(batch, entered);
      addAudit(db, batch, audit);
      await batch.commit();
    },

    async toRemind(nowMs, max) {
      const due = requests.where('remindAtMs', '<=', nowMs).orderBy('remindAtMs').limit(max).select();
      return (await due.get()).docs.map(({ id }) => id);
    },

    remind: (requestId, { due, next }, letter) =>
      db.runTransaction(async (transaction) => {
        const ref = db.doc(paths.rightsRequest(requestId));
        const present = await transaction.get(ref);
        if (!present.exists || RightsRequestDocument.parse(present.data()).remindAtMs !== due) return;
        transaction.update(ref, { remindAtMs: next ?? FieldValue.delete() });
        addLetter(transaction, letter);
      }),

    async get(requestId) {
      const snapshot = await db.doc(paths.rightsRequest(requestId)).get();
      return snapshot.exists ? RightsRequestDocument.parse(snapshot.data()) : undefined;
    },

    async person(requestId) {
      const snapshot = await db.doc(paths.rightsPerson(requestId)).get();
      return snapshot.exists ? RightsPersonDocument.parse(snapshot.data()) : undefined;
    },

    async entries(requestId) {
      const found = await db.collection(paths.rightsEntries(requestId)).get();
      return found.docs.map((snapshot) => RightsEntryDocument.parse(snapshot.data()));
    },

    change: ({ requestId, seen, request, entry, letter, reply, audit }) =>
      db.runTransaction(async (transaction) => {
        const ref = db.doc(paths.rightsRequest(requestId));
        const present = await transaction.get(ref);
        if (!present.exists || RightsRequestDocument.parse(present.data()).rev !== seen) return 'conflict';
        transaction.set(ref, RightsRequestDocument.parse(request));
        addEntry(transaction, requestId, request.rev, entry);
        if (letter) addLetter(transaction, letter);
        if (reply) addToken(transaction, reply);
        addAudit(db, transaction, audit);
        return 'done';
      }),

    removeTokens: (nowMs) =>
      removeAll(db, db.collection(collections.rightsTokens).where('expiresAtMs', '<=', nowMs)),

    async toRemove(nowMs, max) {
      const over = requests.where('removeAtMs', '<=', nowMs).orderBy('removeAtMs').limit(max).select();
      return (await over.get()).docs.map(({ id }) => id);
    },

    async remove(requestId, audit) {
      const entries = await db.collection(paths.rightsEntries(requestId)).select().get();
      const batch = db.batch();
      // At most limits.rightsEntriesMax and a few: one batch takes 500.
      for (const { ref } of entries.docs) batch.delete(ref);
      batch.delete(db.doc(paths.rightsPerson(requestId)));
      batch.delete(db.doc(paths.rightsRequest(requestId)));
      addAudit(db, batch, audit);
      await batch.commit();
    },
  };
}

export function firestoreDeliveries(db: Firestore): Deliveries {
  return {
    async states(mailIds) {
      if (mailIds.length === 0) return new Map();
      const found = await db.getAll(...mailIds.map((mailId) => db.doc(paths.mail(mailId))), {
        fieldMask: ['delivery.state'],
      });
      return new Map(
        found.map((snapshot) => {
          if (!snapshot.exists) return [snapshot.id, 'gone'];
          const state = Delivery.safeParse(snapshot.data()).data?.delivery?.state;
          return [snapshot.id, state === 'ERROR' ? 'failed' : state === 'SUCCESS' ? 'gone' : 'waiting'];
        }),
      );
    },
  };
}

import { AuditDocument } from '@pacs/shared/audit-document';
import { UserDocument } from '@pacs/shared/documents';
import { paths } from '@pacs/shared/paths';
import { FieldValue, type Firestore } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { AuditLog, UserStore } from '../core/ports.ts';
import { addAudit, auditIdAt, isAlreadyExists } from './firestore-documents.ts';

const OwnerKey = z.object({ key: z.instanceof(Uint8Array) });

export function firestoreUsers(db: Firestore): UserStore {
  return {
    async get(uid) {
      const snapshot = await db.doc(paths.user(uid)).get();
      return snapshot.exists ? UserDocument.parse(snapshot.data()) : undefined;
    },

    async attest(uid, terms, textVersion, atMs) {
      const ref = db.doc(paths.user(uid));
      const present = await ref.get();
      const user = present.exists ? UserDocument.parse(present.data()) : { createdAtMs: atMs };
      if (user[terms]?.textVersion === textVersion) return;
      await ref.set({ createdAtMs: user.createdAtMs, [terms]: { atMs, textVersion } }, { merge: true });
    },

    async ownerKey(uid, fresh) {
      const ref = db.doc(paths.ownerKey(uid));
      const present = await ref.get();
      if (present.exists) return OwnerKey.parse(present.data()).key;
      try {
        await ref.create({ key: Buffer.from(fresh) });
        return fresh;
      } catch (cause) {
        if (!isAlreadyExists(cause)) throw cause;
        return OwnerKey.parse((await ref.get()).data()).key;
      }
    },
  };
}

const hourMs = 3_600_000;
const refusalId = (linkId: string, atMs: number) =>
  auditIdAt(Math.floor(atMs / hourMs) * hourMs, `refused-${linkId}`);

export function firestoreAudit(db: Firestore): AuditLog {
  return {
    async append(event) {
      const batch = db.batch();
      addAudit(db, batch, event);
      await batch.commit();
    },

    async countRefusal(linkId, event) {
      const counted = { ...AuditDocument.parse(event), count: FieldValue.increment(1), sealed: false };
      await db.doc(paths.audit(refusalId(linkId, event.atMs))).set(counted, { merge: true });
    },
  };
}

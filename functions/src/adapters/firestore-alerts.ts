import { AlertDocument, OutboxDocument } from '@pacs/shared/messages';
import { collections, paths } from '@pacs/shared/paths';
import type { DocumentData, DocumentReference, Firestore } from 'firebase-admin/firestore';
import type { AlertStore, Told } from '../core/links/link-ports.ts';

/** To a batch or a transaction, which fails where its owner was told of it already. */
export function addTold(
  db: Firestore,
  write: { create(reference: DocumentReference, data: DocumentData): unknown },
  { alertId, alert, mail }: Told,
): void {
  write.create(db.doc(paths.alert(alertId)), AlertDocument.parse(alert));
  if (mail) write.create(db.doc(paths.mail(alertId)), OutboxDocument.parse(mail));
}

/** What was told and sent of a link that is gone. */
export async function removeTold(db: Firestore, linkId: string): Promise<void> {
  for (const collection of [collections.alerts, collections.outbox]) {
    const found = await db.collection(collection).where('linkId', '==', linkId).select().get();
    const batch = db.batch();
    for (const { ref } of found.docs) batch.delete(ref);
    await batch.commit();
  }
}

export function firestoreAlerts(db: Firestore): AlertStore {
  return {
    async markRead(ownerUid, alertIds, atMs) {
      const found = await db.getAll(...alertIds.map((alertId) => db.doc(paths.alert(alertId))));
      const batch = db.batch();
      for (const snapshot of found)
        if (snapshot.exists && AlertDocument.parse(snapshot.data()).ownerUid === ownerUid)
          batch.update(snapshot.ref, { readAtMs: atMs });
      await batch.commit();
    },
  };
}

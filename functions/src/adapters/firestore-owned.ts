/** All that names one owner. */
import { collections, paths } from '@pacs/shared/paths';
import { FieldPath, type Firestore, type Query } from 'firebase-admin/firestore';
import type { OwnedThings } from '../core/account/account-ports.ts';
import { removeTold } from './firestore-alerts.ts';
import { removeAll } from './firestore-documents.ts';

export function firestoreOwned(db: Firestore): OwnedThings {
  const ofOwner = (collection: string, uid: string) => db.collection(collection).where('ownerUid', '==', uid);
  const idsOf = async (query: Query) => (await query.select().get()).docs.map(({ id }) => id);
  const countOf = async (query: Query) => (await query.count().get()).data().count;

  return {
    studies: (uid) => idsOf(ofOwner(collections.studies, uid)),
    uploads: (uid) => idsOf(ofOwner(collections.uploads, uid)),

    async count(uid) {
      const [studies, links, uploads] = await Promise.all(
        [collections.studies, collections.links, collections.uploads].map((collection) =>
          countOf(ofOwner(collection, uid)),
        ),
      );
      return { studies: studies ?? 0, links: links ?? 0, uploads: uploads ?? 0 };
    },

    async removeRest(uid) {
      for (const linkId of await idsOf(ofOwner(collections.links, uid))) {
        await removeTold(db, linkId);
        await db.recursiveDelete(db.doc(paths.link(linkId)));
      }
      for (const collection of [collections.alerts, collections.outbox])
        await removeAll(db, ofOwner(collection, uid));
      // Counters of mails are named mail-{day}-{uid}, and live two days.
      const counters = db
        .collection(collections.rates)
        .orderBy(FieldPath.documentId())
        .startAt('mail-')
        .endBefore('mail.')
        .select();
      for (const { id, ref } of (await counters.get()).docs) if (id.endsWith(`-${uid}`)) await ref.delete();
      await db.doc(paths.ownerKey(uid)).delete();
    },

    removeUnsealed: (uid) => removeAll(db, ofOwner(collections.audit, uid).where('sealed', '==', false)),
  };
}

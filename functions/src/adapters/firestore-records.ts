/** What an owner is given of their own documents: all but secrets, and what is only of use to the service. */
import { AnnotationsDocument } from '@pacs/shared/annotations';
import { AuditDocument } from '@pacs/shared/audit-document';
import { StudyDocument, UploadDocument, UserDocument } from '@pacs/shared/documents';
import { LinkDocument } from '@pacs/shared/link-documents';
import { AlertDocument, OutboxDocument } from '@pacs/shared/messages';
import { collections, paths } from '@pacs/shared/paths';
import { FieldPath, type Firestore, type QueryDocumentSnapshot } from 'firebase-admin/firestore';
import { getAuth } from 'firebase-admin/auth';
import type { OwnedRecords } from '../core/account/export/export-ports.ts';
import { app } from './clients.ts';

const pageSize = 200;

type Given = (snapshot: QueryDocumentSnapshot) => object;
type Kind = Parameters<OwnedRecords['pages']>[1];

const GivenUpload = UploadDocument.omit({ announced: true, bundles: true });

const recordOf: Record<Exclude<Kind, 'annotations'>, { collection: string; record: Given }> = {
  studies: { collection: collections.studies, record: (one) => StudyDocument.parse(one.data()) },
  links: { collection: collections.links, record: (one) => LinkDocument.parse(one.data()) },
  alerts: { collection: collections.alerts, record: (one) => AlertDocument.parse(one.data()) },
  messages: { collection: collections.outbox, record: (one) => OutboxDocument.parse(one.data()) },
  uploads: { collection: collections.uploads, record: (one) => GivenUpload.parse(one.data()) },
  audit: { collection: collections.audit, record: (one) => AuditDocument.parse(one.data()) },
};

export function firestoreRecords(db: Firestore): OwnedRecords {
  async function* documents(collection: string, uid: string) {
    const own = db
      .collection(collection)
      .where('ownerUid', '==', uid)
      .orderBy(FieldPath.documentId())
      .limit(pageSize);
    let page = own;
    for (;;) {
      const { docs } = await page.get();
      yield docs;
      const last = docs.at(-1);
      if (!last || docs.length < pageSize) return;
      page = own.startAfter(last.id);
    }
  }

  return {
    async account(uid) {
      const [snapshot, { email, emailVerified, displayName, metadata, providerData }] = await Promise.all([
        db.doc(paths.user(uid)).get(),
        getAuth(app()).getUser(uid),
      ]);
      return {
        uid,
        email,
        emailVerified,
        displayName,
        createdAt: metadata.creationTime,
        lastSignInAt: metadata.lastSignInTime,
        signsInWith: providerData.map(({ providerId }) => providerId),
        ...(snapshot.exists && UserDocument.parse(snapshot.data())),
      };
    },

    async *pages(uid, kind) {
      if (kind === 'annotations') {
        for await (const studies of documents(collections.studies, uid))
          for (const { id } of studies) {
            const found = await db.collection(paths.annotations(id)).get();
            yield found.docs.map((one) => ({
              studyId: id,
              series: one.id,
              ...AnnotationsDocument.parse(one.data()),
            }));
          }
        return;
      }
      const { collection, record } = recordOf[kind];
      for await (const docs of documents(collection, uid))
        yield docs.map((one) => ({ id: one.id, ...record(one) }));
    },
  };
}

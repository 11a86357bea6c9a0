import type { UploadInTrouble } from '@pacs/shared/operator';
import { UploadDocument } from '@pacs/shared/documents';
import { collections } from '@pacs/shared/paths';
import {
  AggregateField,
  FieldPath,
  type Firestore,
  type Query,
  type QueryDocumentSnapshot,
} from 'firebase-admin/firestore';
import type { OperatorReads } from '../core/operator/operator-ports.ts';

const Troubled = UploadDocument.pick({ createdAtMs: true, bundles: true });

function troubleOf(snapshot: QueryDocumentSnapshot): UploadInTrouble {
  const { createdAtMs, bundles } = Troubled.parse(snapshot.data());
  const states = Object.values(bundles).map(({ state }) => state);
  return {
    uploadId: snapshot.id,
    createdAtMs,
    awaited: states.filter((state) => state === 'awaited').length,
    failed: states.filter((state) => state === 'failed').length,
  };
}

const countOf = async (query: Query) => (await query.count().get()).data().count;

async function troubled(query: Query, sorted: Query, max: number) {
  const [count, found] = await Promise.all([
    countOf(query),
    sorted.limit(max).select('createdAtMs', 'bundles').get(),
  ]);
  return { count, uploads: found.docs.map(troubleOf) };
}

export function firestoreOperator(db: Firestore): OperatorReads {
  const uploads = db.collection(collections.uploads);
  const studies = db.collection(collections.studies);
  const users = db.collection(collections.users);
  const use = { bytes: AggregateField.sum('counts.storedBytes'), studies: AggregateField.count() };
  return {
    openUploads: () => countOf(uploads.where('state', '==', 'open')),

    stuckUploads: (closedBeforeMs, max) => {
      const stuck = uploads.where('state', '==', 'open').where('closedAtMs', '<', closedBeforeMs);
      return troubled(stuck, stuck.orderBy('closedAtMs'), max);
    },

    failedUploads: (max) => {
      const failed = uploads.where('hasFailed', '==', true);
      return troubled(failed, failed.orderBy('createdAtMs', 'desc'), max);
    },

    studiesBeingDeleted: () => countOf(studies.where('state', '==', 'deleting')),
    studiesToTranscode: () => countOf(studies.where('transcode.pending', '>', 0)),

    async storageTotal() {
      const [stored, people] = await Promise.all([studies.aggregate(use).get(), countOf(users)]);
      return { ...stored.data(), users: people };
    },

    async users(after, max) {
      const sorted = users.orderBy(FieldPath.documentId());
      const page = after === undefined ? sorted : sorted.startAfter(after);
      return (await page.limit(max).select().get()).docs.map(({ id }) => id);
    },

    async storageOf(uid) {
      return (await studies.where('ownerUid', '==', uid).aggregate(use).get()).data();
    },

    async consents(sinceMs) {
      const made = db.collection(collections.consentProofs).where('atMs', '>=', sinceMs);
      const [choices, analytics, advertising, underSignal] = await Promise.all([
        countOf(made),
        ...['analytics', 'advertising', 'underSignal'].map((field) => countOf(made.where(field, '==', true))),
      ]);
      return {
        choices,
        analytics: analytics ?? 0,
        advertising: advertising ?? 0,
        underSignal: underSignal ?? 0,
      };
    },
  };
}

import { UploadDocument } from '@pacs/shared/documents';
import { collections, paths } from '@pacs/shared/paths';
import { FieldPath, FieldValue, type Firestore, type Precondition } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { UploadPatch, UploadStore } from '../core/ports.ts';
import { asWriteResult, updateTimeOf, versionOf } from './firestore-documents.ts';

const Bundles = UploadDocument.pick({ bundles: true });

/** Not a ticket that can be read: as an open one without studies. */
const Head = z.object({
  state: UploadDocument.shape.state.catch('open'),
  studyIds: UploadDocument.shape.studyIds.catch([]),
});

type FieldAndValues = [field: FieldPath, value: unknown, ...more: unknown[]];

/** Field paths, so that bundles written at the same time leave each other alone. */
export function uploadUpdate(patch: UploadPatch): FieldAndValues {
  const pairs: [FieldPath, unknown][] = [];
  if (patch.state !== undefined) pairs.push([new FieldPath('state'), patch.state]);
  if (patch.closedAtMs !== undefined) pairs.push([new FieldPath('closedAtMs'), patch.closedAtMs]);
  if (patch.addStudyId !== undefined)
    pairs.push([new FieldPath('studyIds'), FieldValue.arrayUnion(patch.addStudyId)]);
  if (patch.withoutAnnounced) pairs.push([new FieldPath('announced'), FieldValue.delete()]);
  for (const [name, state] of Object.entries(patch.bundles ?? {}))
    pairs.push([new FieldPath('bundles', name), state]);
  if (Object.values(patch.bundles ?? {}).some(({ state }) => state === 'failed'))
    pairs.push([new FieldPath('hasFailed'), true]);
  for (const name of patch.withdrawn ?? []) pairs.push([new FieldPath('bundles', name), FieldValue.delete()]);
  if (patch.committed) {
    const { bundle, studyId, outcomes } = patch.committed;
    pairs.push([new FieldPath('bundles', bundle, 'committed', studyId), outcomes]);
  }
  const [first, ...rest] = pairs;
  if (!first) throw new RangeError('empty patch');
  return [...first, ...rest.flat()];
}

export function firestoreUploads(db: Firestore): UploadStore {
  const uploads = db.collection(collections.uploads);
  return {
    async create(uploadId, upload) {
      await db.doc(paths.upload(uploadId)).create(UploadDocument.parse(upload));
    },

    async get(uploadId) {
      const snapshot = await db.doc(paths.upload(uploadId)).get();
      if (!snapshot.exists) return undefined;
      return { upload: UploadDocument.parse(snapshot.data()), version: versionOf(snapshot) };
    },

    async head(uploadId) {
      const snapshot = await db.doc(paths.upload(uploadId)).get();
      return snapshot.exists ? { ...Head.parse(snapshot.data()), version: versionOf(snapshot) } : undefined;
    },

    async countOpen(ownerUid) {
      const query = uploads.where('ownerUid', '==', ownerUid).where('state', '==', 'open');
      return (await query.count().get()).data().count;
    },

    async awaitedBytes(ownerUid) {
      const query = uploads.where('ownerUid', '==', ownerUid).where('state', '==', 'open').select('bundles');
      return (await query.get()).docs
        .flatMap((snapshot) => Object.values(Bundles.parse(snapshot.data()).bundles))
        .reduce((sum, { state, bytes }) => sum + (state === 'awaited' ? bytes : 0), 0);
    },

    update(uploadId, patch, expected) {
      const precondition: Precondition[] =
        expected === undefined ? [] : [{ lastUpdateTime: updateTimeOf(expected) }];
      const [field, value, ...more] = uploadUpdate(patch);
      return asWriteResult(db.doc(paths.upload(uploadId)).update(field, value, ...more, ...precondition));
    },

    remove(uploadId, expected) {
      return asWriteResult(db.doc(paths.upload(uploadId)).delete({ lastUpdateTime: updateTimeOf(expected) }));
    },

    async ofStudy(ownerUid, studyId) {
      const own = uploads.where('ownerUid', '==', ownerUid).where('state', '==', 'open').select();
      const [announced, given] = await Promise.all([
        own.where('studyId', '==', studyId).get(),
        own.where('studyIds', 'array-contains', studyId).get(),
      ]);
      return [...new Set([...announced.docs, ...given.docs].map(({ id }) => id))];
    },

    async expired(nowMs, max) {
      const query = uploads.where('expiresAtMs', '<', nowMs).orderBy('expiresAtMs').limit(max).select();
      return (await query.get()).docs.map(({ id }) => id);
    },

    async cancelled(max) {
      return (await uploads.where('state', '==', 'cancelled').limit(max).select().get()).docs.map(
        ({ id }) => id,
      );
    },

    async closedBefore(atMs, max) {
      const query = uploads
        .where('state', '==', 'open')
        .where('closedAtMs', '<', atMs)
        .orderBy('closedAtMs')
        .limit(max)
        .select();
      return (await query.get()).docs.map(({ id }) => id);
    },
  };
}

import { ManifestDocument, StudyDocument } from '@pacs/shared/documents';
import { limits } from '@pacs/shared/limits';
import { collections, paths } from '@pacs/shared/paths';
import { AggregateField, FieldValue, type Firestore } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { StudyStore } from '../core/ports.ts';
import { addAudit, asWriteResult, updateTimeOf, versionOf } from './firestore-documents.ts';
import { uploadUpdate } from './firestore-uploads.ts';

const bytes = z.instanceof(Uint8Array);
const Thumbnail = z.object({ thumbnail: bytes.optional() });
const ManifestBytes = z.object({ data: bytes, firstLead: bytes.optional() });
const ManifestPart = z.object({ data: bytes });

/** For an update: every field, and the end of optional ones that are no more. The thumbnail stays unless given. */
function replacing(study: StudyDocument) {
  const fields = StudyDocument.parse(study);
  return {
    ...fields,
    identityConflict: fields.identityConflict ?? FieldValue.delete(),
    transcode: fields.transcode ?? FieldValue.delete(),
    keeping: fields.keeping ?? FieldValue.delete(),
  };
}

/** False once `isSame` says that what is listed may belong to another life. */
async function removeAll(
  db: Firestore,
  collectionPath: string,
  isSame: () => Promise<boolean>,
): Promise<boolean> {
  for (;;) {
    const found = await db.collection(collectionPath).limit(300).select().get();
    if (found.empty) return true;
    if (!(await isSame())) return false;
    const batch = db.batch();
    for (const { ref, updateTime } of found.docs) batch.delete(ref, { lastUpdateTime: updateTime });
    await asWriteResult(batch.commit());
  }
}

export function firestoreStudies(db: Firestore): StudyStore {
  const studies = db.collection(collections.studies);
  const part = (studyId: string, rev: number, number: number) =>
    db.doc(paths.manifestPart(studyId, rev, number));

  return {
    async get(studyId) {
      const snapshot = await db.doc(paths.study(studyId)).get();
      if (!snapshot.exists) return undefined;
      const { thumbnail } = Thumbnail.parse(snapshot.data());
      return {
        study: StudyDocument.parse(snapshot.data()),
        ...(thumbnail && { thumbnail }),
        version: versionOf(snapshot),
      };
    },

    async manifest(studyId, rev, parts) {
      const refs = Array.from({ length: parts }, (_, number) => part(studyId, rev, number));
      const snapshots = await db.getAll(...refs);
      const [head] = snapshots;
      if (!head || snapshots.some(({ exists }) => !exists)) return undefined;
      const manifest = ManifestDocument.parse(head.data());
      const { firstLead } = ManifestBytes.parse(head.data());
      const all = Buffer.concat(snapshots.map((snapshot) => ManifestPart.parse(snapshot.data()).data));
      return {
        manifest,
        index: all.subarray(0, manifest.indexBytes),
        ledger: all.subarray(manifest.indexBytes, manifest.indexBytes + manifest.ledgerBytes),
        ...(firstLead && { firstLead }),
      };
    },

    async manifestHead(studyId, rev) {
      const fieldMask = Object.keys(ManifestDocument.shape);
      const [snapshot] = await db.getAll(part(studyId, rev, 0), { fieldMask });
      return snapshot?.exists ? ManifestDocument.parse(snapshot.data()) : undefined;
    },

    async storedBytes(ownerUid) {
      const total = await studies
        .where('ownerUid', '==', ownerUid)
        .aggregate({ bytes: AggregateField.sum('counts.storedBytes') })
        .get();
      return total.data().bytes;
    },

    commit(commit) {
      const { studyId, expected, manifest, replaces } = commit;
      const batch = db.batch();
      const thumbnail = commit.thumbnail && { thumbnail: Buffer.from(commit.thumbnail) };
      const ref = db.doc(paths.study(studyId));
      if (expected === undefined) batch.create(ref, { ...StudyDocument.parse(commit.study), ...thumbnail });
      else
        batch.update(
          ref,
          { ...replacing(commit.study), ...thumbnail },
          { lastUpdateTime: updateTimeOf(expected) },
        );

      const all = Buffer.concat([manifest.index, manifest.ledger]);
      const { rev } = manifest.manifest;
      for (let number = 0; number < commit.study.manifestParts; number += 1) {
        const data = all.subarray(number * limits.manifestPartBytes, (number + 1) * limits.manifestPartBytes);
        const firstLead = manifest.firstLead && Buffer.from(manifest.firstLead);
        batch.set(
          part(studyId, rev, number),
          number === 0
            ? { ...ManifestDocument.parse(manifest.manifest), data, ...(firstLead && { firstLead }) }
            : { data },
        );
      }
      for (let number = 0; number < (replaces?.parts ?? 0); number += 1)
        batch.delete(part(studyId, replaces?.rev ?? 0, number));

      if (commit.upload) {
        const [field, value, ...more] = uploadUpdate(commit.upload.patch);
        batch.update(db.doc(paths.upload(commit.upload.uploadId)), field, value, ...more);
      }
      if (commit.audit) addAudit(db, batch, commit.audit);
      return asWriteResult(batch.commit());
    },

    replace(studyId, study, expected, audit) {
      const batch = db.batch();
      batch.update(db.doc(paths.study(studyId)), replacing(study), {
        lastUpdateTime: updateTimeOf(expected),
      });
      if (audit) addAudit(db, batch, audit);
      return asWriteResult(batch.commit());
    },

    async deleting(max) {
      return (await studies.where('state', '==', 'deleting').limit(max).select().get()).docs.map(
        ({ id }) => id,
      );
    },

    async toTranscode(max) {
      return (await studies.where('transcode.pending', '>', 0).limit(max).select().get()).docs.map(
        ({ id }) => id,
      );
    },

    async remove(studyId, expected, audit) {
      const ref = db.doc(paths.study(studyId));
      const isSame = async () => versionOf(await ref.get()) === expected;
      for (const path of [paths.manifests(studyId), paths.annotations(studyId)])
        if (!(await removeAll(db, path, isSame))) return 'conflict';
      const batch = db.batch();
      batch.delete(ref, { lastUpdateTime: updateTimeOf(expected) });
      addAudit(db, batch, audit);
      return asWriteResult(batch.commit());
    },
  };
}

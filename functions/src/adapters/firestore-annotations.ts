import { AnnotationsDocument } from '@pacs/shared/annotations';
import { StudyDocument } from '@pacs/shared/documents';
import { paths } from '@pacs/shared/paths';
import type { Firestore } from 'firebase-admin/firestore';
import type { AnnotationStore } from '../core/ports.ts';
import { addAudit } from './firestore-documents.ts';

export function firestoreAnnotations(db: Firestore): AnnotationStore {
  return {
    async change(studyId, seriesId, change) {
      const studyRef = db.doc(paths.study(studyId));
      const ref = db.doc(paths.seriesAnnotations(studyId, seriesId));
      // A transaction, because the study is read and not written: a batch has no precondition for that.
      await db.runTransaction(async (transaction) => {
        const [study, annotations] = await transaction.getAll(studyRef, ref);
        const changed = change({
          study: study?.exists ? StudyDocument.parse(study.data()) : undefined,
          annotations: annotations?.exists ? AnnotationsDocument.parse(annotations.data()) : undefined,
        });
        if (changed === undefined) return;
        transaction.set(ref, AnnotationsDocument.parse(changed.annotations));
        addAudit(db, transaction, changed.audit);
      });
    },
  };
}

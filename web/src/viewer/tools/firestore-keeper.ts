/** Keeps annotations with the owner's study: read live from Firestore, written by saveAnnotations. */
import { AnnotationsDocument } from '@pacs/shared/annotations';
import { AppError } from '@pacs/shared/errors';
import { paths } from '@pacs/shared/paths';
import { call } from '../../firebase/call.ts';
import { watchOwned } from '../../firebase/watch.ts';
import type { AnnotationKeeper } from './annotation-store.ts';

export function firestoreKeeper(
  studyId: string,
  incarnation: string | undefined,
  ownerUid: string,
): AnnotationKeeper {
  return {
    watch: (next, failed) =>
      watchOwned(paths.annotations(studyId), ownerUid, (data) => AnnotationsDocument.safeParse(data).data, {
        next: (rows) => {
          next(
            rows
              .filter(({ data }) => data.incarnation === incarnation)
              .map(({ id, data }) => ({ series: id, rev: data.rev, items: data.items })),
          );
        },
        failed,
      }),
    async save(series, { put, remove }) {
      if (incarnation === undefined) throw new AppError('not-found');
      return call('saveAnnotations', { studyId, incarnation, series, put, remove });
    },
  };
}

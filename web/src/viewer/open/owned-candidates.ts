/** The owner's studies, as what one of them may be compared with. */
import { StudyDocument } from '@pacs/shared/documents';
import { AppError } from '@pacs/shared/errors';
import { collections } from '@pacs/shared/paths';
import { watchOwned } from '../../firebase/watch.ts';
import type { Candidate } from '../view/compare-dialog.tsx';

/** Those that can be opened now. Rejects with AppError `unavailable`. */
export const ownedCandidates = (ownerUid: string): Promise<Candidate[]> =>
  new Promise((resolve, reject) => {
    const stop = watchOwned(
      collections.studies,
      ownerUid,
      (data, studyId): Candidate | undefined => {
        const study = StudyDocument.safeParse(data);
        if (!study.success || study.data.state === 'deleting' || study.data.rev === 0) return undefined;
        const { identity, identityConflict = [], description, series } = study.data;
        return { studyId, identity, identityConflict: identityConflict.length > 0, description, series };
      },
      {
        next: (rows) => {
          queueMicrotask(() => {
            stop();
          });
          resolve(rows.map(({ data }) => data));
        },
        failed: () => {
          reject(new AppError('unavailable'));
        },
      },
    );
  });

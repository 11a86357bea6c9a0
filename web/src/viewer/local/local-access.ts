/** Documents and whole files of a study on the user's own disk. */
import { AppError } from '@pacs/shared/errors';
import type { StudyAccess } from '../core/study-access.ts';
import type { LocalStudy } from './local-index.ts';
import type { LocalWork } from './local-work.ts';

export function localAccess(
  { study, files, ids }: LocalStudy,
  worker: Pick<LocalWork, 'document' | 'whole'>,
): StudyAccess {
  const had = <T>(read: T | undefined): T => {
    if (read === undefined) throw new AppError('not-found');
    return read;
  };
  const fileOf = (id: string) => had(files.get(id));
  const readFile = async (id: string) => had(await worker.whole(fileOf(id)));
  return {
    openDocument: async (id) => {
      const document = had(study.index.documents.find((one) => one.id === id));
      return had(await worker.document(fileOf(id), document.sopClassUID, ids));
    },
    readFile,
    readHead: async (id) => {
      const bytes = await readFile(id);
      return { bytes, totalBytes: bytes.length };
    },
    takeFiles: (series) => {
      const stored = [...study.index.instances, ...study.index.documents];
      const wanted = stored.filter((one) => series === undefined || one.series === series);
      return Promise.resolve({
        files: wanted.map(({ id, series: of }) => ({ id, series: of, read: () => worker.whole(fileOf(id)) })),
        close: () => undefined,
      });
    },
  };
}

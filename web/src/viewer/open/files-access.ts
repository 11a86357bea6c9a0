/** For whoever may have the stored files themselves: the owner, and visitors of a link that allows it. */
import { AppError } from '@pacs/shared/errors';
import type { StudyAccess } from '../core/study-access.ts';
import type { FilesOf } from '../takeaway/stored-files.ts';

export function filesAccess(
  whose: FilesOf,
  headers: () => Promise<Record<string, string>>,
): Required<Pick<StudyAccess, 'takeFiles' | 'readFile'>> {
  const takeFiles = async (series?: string) => {
    const { takeStoredFiles } = await import('../takeaway/take-stored-files.ts');
    return takeStoredFiles(whose, headers, series);
  };
  return {
    takeFiles,
    async readFile(id) {
      const { files, close } = await takeFiles();
      try {
        const bytes = await files.find((file) => file.id === id)?.read();
        if (bytes === undefined) throw new AppError('not-found');
        return bytes;
      } finally {
        close();
      }
    },
  };
}

/** Every stored file that may be had of a study, pack by pack: what is read next usually lies in the pack at hand. */
import { AppError } from '@pacs/shared/errors';
import { DownloadStudyResponse, type DownloadEntry } from '@pacs/shared/opened';
import { apiPaths } from '@pacs/shared/paths';
import { checkAnswer, post } from '../open/read-answer.ts';
import type { PackWork } from './pack-work.ts';

/** The owner's study, or what a link's session may have. */
export type FilesOf = { studyId: string } | { linkId: string; session: string };

type Ask = (packs: number[], entries: boolean) => Promise<DownloadStudyResponse>;

export const askFor =
  (whose: FilesOf, headers: () => Promise<Record<string, string>>): Ask =>
  async (packs, entries) => {
    const response = await post(apiPaths.downloadStudy, { ...whose, packs, entries }, await headers());
    await checkAnswer(response);
    return DownloadStudyResponse.parse(await response.json());
  };

export interface StoredFiles {
  /** In the order of the packs. Throws AppError. */
  entries(): Promise<DownloadEntry[]>;
  /** undefined where what comes out is not what had been stored. Throws AppError where it cannot be fetched. */
  read(entry: DownloadEntry): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

export function createStoredFiles(ask: Ask, work: PackWork): StoredFiles {
  let pack: { number: number; opened: Promise<void> } | undefined;

  const open = async (number: number) => {
    const { urls } = await ask([number], false);
    const frames = urls.frames[String(number)];
    const heads = urls.heads[String(number)];
    if (frames === undefined || heads === undefined) throw new AppError('internal', { detail: 'no url' });
    await work.open({ frames, heads });
  };

  return {
    async entries() {
      const { entries } = await ask([], true);
      return [...entries].sort((a, b) => a.pack - b.pack || a.head - b.head);
    },
    async read({ pack: number, head, sha256 }) {
      if (pack?.number !== number) pack = { number, opened: open(number) };
      try {
        await pack.opened;
      } catch (cause) {
        pack = undefined;
        throw cause instanceof AppError ? cause : new AppError('unavailable', { cause });
      }
      return work.file(head, sha256);
    },
  };
}

/** Opening and renewing as the study's owner. */
import { apiPaths } from '@pacs/shared/paths';
import { RenewResponse, type SignedUrls } from '@pacs/shared/opened';
import { idToken } from '../../firebase/id-token.ts';
import type { FileHead, StudyAccess } from '../core/study-access.ts';
import { filesAccess } from './files-access.ts';
import { checkAnswer, post, readAnswer, type OpenedStudy } from './read-answer.ts';
import { requestDocument } from './request-document.ts';

const ownerHeaders = async () => ({ authorization: `Bearer ${await idToken()}` });

const asOwner = async (path: string, body: unknown): Promise<Response> =>
  post(path, body, await ownerHeaders());

/** Throws AppError; `not-found` also for what belongs to somebody else. */
export async function openOwnedStudy(studyId: string): Promise<OpenedStudy> {
  const study = await readAnswer(await asOwner(apiPaths.openStudy, { studyId }));
  return { ...study, access: ownerAccess(studyId) };
}

function ownerAccess(studyId: string): StudyAccess {
  let heads: Promise<(id: string) => Promise<FileHead>> | undefined;
  return {
    ...filesAccess({ studyId }, ownerHeaders),
    readHead: async (id) => {
      heads ??= import('../takeaway/stored-heads.ts').then(({ createStoredHeads }) =>
        createStoredHeads(studyId, ownerHeaders, (input, init) => fetch(input, init)),
      );
      return (await heads)(id);
    },
    openDocument: async (document) => requestDocument({ studyId, document }, await ownerHeaders()),
  };
}

export async function renewOwnedStudy(studyId: string, packs: number[]): Promise<SignedUrls> {
  const response = await asOwner(apiPaths.renewStudy, { studyId, packs });
  await checkAnswer(response);
  return RenewResponse.parse(await response.json()).urls;
}

/** Opening and renewing as the study's owner. */
import { apiPaths } from '@pacs/shared/paths';
import { RenewResponse, type SignedUrls } from '@pacs/shared/opened';
import { idToken } from '../../firebase/id-token.ts';
import { checkAnswer, post, readAnswer, type OpenedStudy } from './read-answer.ts';
import { requestDocument } from './request-document.ts';

const asOwner = async (path: string, body: unknown): Promise<Response> =>
  post(path, body, { authorization: `Bearer ${await idToken()}` });

/** Throws AppError; `not-found` also for what belongs to somebody else. */
export const openOwnedStudy = async (studyId: string): Promise<OpenedStudy> => ({
  ...(await readAnswer(await asOwner(apiPaths.openStudy, { studyId }))),
  access: {
    openDocument: async (document) =>
      requestDocument({ studyId, document }, { authorization: `Bearer ${await idToken()}` }),
  },
});

export async function renewOwnedStudy(studyId: string, packs: number[]): Promise<SignedUrls> {
  const response = await asOwner(apiPaths.renewStudy, { studyId, packs });
  await checkAnswer(response);
  return RenewResponse.parse(await response.json()).urls;
}

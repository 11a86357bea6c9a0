import { OpenStudyRequest } from '@pacs/shared/opened';
import { parseBody, sendOpened, visitorOf } from '../client-request.ts';
import { openStudy as core } from '../core/access/open-study.ts';
import type { HttpHandler } from '../https.ts';
import { verifiedUid } from '../verified-uid.ts';
import { ports } from '../wiring.ts';

export const openStudy: HttpHandler = async (request, response) => {
  const uid = await verifiedUid(request);
  const { studyId } = parseBody(OpenStudyRequest, request);
  sendOpened(response, await core(ports(), uid, studyId, visitorOf(request)));
};

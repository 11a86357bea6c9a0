import { DownloadStudyRequest, type DownloadStudyResponse } from '@pacs/shared/opened';
import { parseBody, visitorOf } from '../client-request.ts';
import { downloadStudy as core } from '../core/access/download-study.ts';
import type { HttpHandler } from '../https.ts';
import { verifiedUid } from '../verified-uid.ts';
import { ports } from '../wiring.ts';

export const downloadStudy: HttpHandler = async (request, response) => {
  const uid = await verifiedUid(request);
  const asked = parseBody(DownloadStudyRequest, request);
  const answer = await core(ports(), uid, asked, visitorOf(request));
  response.status(200).json(answer satisfies DownloadStudyResponse);
};

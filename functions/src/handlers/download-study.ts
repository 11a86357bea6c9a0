import { DownloadStudyRequest, type DownloadStudyResponse } from '@pacs/shared/opened';
import { parseBody, visitorOf } from '../client-request.ts';
import { downloadLinked, downloadStudy as core } from '../core/access/download-study.ts';
import type { HttpHandler } from '../https.ts';
import { verifiedUid } from '../verified-uid.ts';
import { ports } from '../wiring.ts';

export const downloadStudy: HttpHandler = async (request, response) => {
  const asked = parseBody(DownloadStudyRequest, request);
  const visitor = visitorOf(request);
  const answer =
    'linkId' in asked
      ? await downloadLinked(ports(), asked, visitor)
      : await core(ports(), await verifiedUid(request), asked, visitor);
  response.status(200).json(answer satisfies DownloadStudyResponse);
};

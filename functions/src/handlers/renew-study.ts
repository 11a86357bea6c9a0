import { type RenewResponse, RenewStudyRequest } from '@pacs/shared/opened';
import type { z } from 'zod';
import { parseBody } from '../client-request.ts';
import { renewStudy as core } from '../core/access/open-study.ts';
import type { HttpHandler } from '../https.ts';
import { verifiedUid } from '../verified-uid.ts';
import { ports } from '../wiring.ts';

export const renewStudy: HttpHandler = async (request, response) => {
  const uid = await verifiedUid(request);
  const { studyId, packs } = parseBody(RenewStudyRequest, request);
  const urls = await core(ports(), uid, studyId, packs);
  response.status(200).json({ urls } satisfies z.infer<typeof RenewResponse>);
};

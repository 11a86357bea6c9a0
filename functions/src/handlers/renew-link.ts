import { RenewLinkRequest, type RenewResponse } from '@pacs/shared/opened';
import type { z } from 'zod';
import { parseBody } from '../client-request.ts';
import { renewLink as core } from '../core/links/open-link.ts';
import type { HttpHandler } from '../https.ts';
import { ports } from '../wiring.ts';

export const renewLink: HttpHandler = async (request, response) => {
  const urls = await core(ports(), parseBody(RenewLinkRequest, request));
  response.status(200).json({ urls } satisfies z.infer<typeof RenewResponse>);
};

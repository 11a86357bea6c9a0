import { OpenLinkRequest } from '@pacs/shared/opened';
import { clientAddress, parseBody, sendOpened, visitorOf } from '../client-request.ts';
import { openLink as core } from '../core/links/open-link.ts';
import { rateAddress } from '../core/access/visitor.ts';
import type { HttpHandler } from '../https.ts';
import { ports } from '../wiring.ts';

export const openLink: HttpHandler = async (request, response) => {
  const asked = parseBody(OpenLinkRequest, request);
  const from = { ...visitorOf(request), fullAddress: rateAddress(clientAddress(request)) };
  sendOpened(response, await core(ports(), asked, from));
};

import { AskRightRequest } from '@pacs/shared/rights';
import { clientAddress, parseBody } from '../client-request.ts';
import { rateAddress } from '../core/access/visitor.ts';
import { askRight as core } from '../core/rights/ask-right.ts';
import type { HttpHandler } from '../https.ts';
import { rightsPorts } from '../wiring-rights.ts';

export const askRight: HttpHandler = async (request, response) => {
  await core(rightsPorts(), parseBody(AskRightRequest, request), rateAddress(clientAddress(request)));
  response.status(204).end();
};

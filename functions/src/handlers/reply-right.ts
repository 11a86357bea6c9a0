import { ReplyRightRequest } from '@pacs/shared/rights';
import { clientAddress, parseBody } from '../client-request.ts';
import { rateAddress } from '../core/access/visitor.ts';
import { replyRight as core } from '../core/rights/reply-right.ts';
import type { HttpHandler } from '../https.ts';
import { rightsPorts } from '../wiring-rights.ts';

export const replyRight: HttpHandler = async (request, response) => {
  await core(rightsPorts(), parseBody(ReplyRightRequest, request), rateAddress(clientAddress(request)));
  response.status(204).end();
};

import { ConfirmRightRequest } from '@pacs/shared/rights';
import { clientAddress, parseBody } from '../client-request.ts';
import { rateAddress } from '../core/access/visitor.ts';
import { confirmRight as core } from '../core/rights/confirm-right.ts';
import type { HttpHandler } from '../https.ts';
import { rightsPorts } from '../wiring-rights.ts';

export const confirmRight: HttpHandler = async (request, response) => {
  const { token } = parseBody(ConfirmRightRequest, request);
  response.json(await core(rightsPorts(), token, rateAddress(clientAddress(request))));
};

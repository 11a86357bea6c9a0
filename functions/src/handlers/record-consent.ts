import { RecordConsentRequest } from '@pacs/shared/consent';
import { clientAddress, parseBody } from '../client-request.ts';
import { rateAddress } from '../core/access/visitor.ts';
import { recordConsent as core } from '../core/consent/record-consent.ts';
import type { HttpHandler } from '../https.ts';
import { ports } from '../wiring.ts';

export const recordConsent: HttpHandler = async (request, response) => {
  await core(ports(), parseBody(RecordConsentRequest, request), rateAddress(clientAddress(request)));
  response.status(204).end();
};

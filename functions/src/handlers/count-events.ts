import { CountEventsRequest } from '@pacs/shared/usage-events';
import { clientAddress, parseBody } from '../client-request.ts';
import { rateAddress } from '../core/access/visitor.ts';
import { countEvents as core } from '../core/usage/count-events.ts';
import type { HttpHandler } from '../https.ts';
import { ports } from '../wiring.ts';

export const countEvents: HttpHandler = async (request, response) => {
  const { events } = parseBody(CountEventsRequest, request);
  await core(ports(), events, rateAddress(clientAddress(request)));
  response.status(204).end();
};

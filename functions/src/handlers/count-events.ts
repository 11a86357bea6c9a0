import { CountEventsRequest } from '@pacs/shared/usage-events';
import { parseBody } from '../client-request.ts';
import { countEvents as core } from '../core/usage/count-events.ts';
import type { HttpHandler } from '../https.ts';
import { ports } from '../wiring.ts';

export const countEvents: HttpHandler = async (request, response) => {
  await core(ports(), parseBody(CountEventsRequest, request).events);
  response.status(204).end();
};

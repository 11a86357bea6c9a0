/** What the HTTP functions read from a request. */
import { AppError } from '@pacs/shared/errors';
import { encodeOpened } from '@pacs/shared/opened';
import type { Response } from 'express';
import type { Request } from 'firebase-functions/https';
import type { ZodType } from 'zod';
import type { OpenedParts } from './core/access/describe-opened.ts';
import { type Visitor, browserFamily, cutAddress, lastHop } from './core/access/visitor.ts';

/** JSON alone, and named so: what a form of another site could send is refused. Errors: invalid-argument. */
export function parseBody<T>(schema: ZodType<T>, request: Request): T {
  const parsed = schema.safeParse(request.body);
  if (!parsed.success || request.is('json') === false) throw new AppError('invalid-argument');
  return parsed.data;
}

export const clientAddress = (request: Request): string =>
  lastHop(request.get('X-Forwarded-For')) ?? request.socket.remoteAddress ?? '';

export function visitorOf(request: Request): Visitor {
  return {
    address: cutAddress(clientAddress(request)),
    browser: browserFamily(request.get('User-Agent') ?? ''),
  };
}

export function sendOpened(response: Response, { opened, index, lead }: OpenedParts): void {
  const body = encodeOpened(opened, index, lead);
  response.status(200).type('application/octet-stream').send(Buffer.from(body.buffer));
}

/** What the HTTP functions read from a request. */
import { AppError } from '@pacs/shared/errors';
import { encodeOpened } from '@pacs/shared/opened';
import type { Response } from 'express';
import type { Request } from 'firebase-functions/https';
import type { ZodType } from 'zod';
import type { OpenedParts } from './core/access/describe-opened.ts';
import { type Visitor, browserFamily, cutAddress } from './core/access/visitor.ts';

export function parseBody<T>(schema: ZodType<T>, request: Request): T {
  const parsed = schema.safeParse(request.body);
  if (!parsed.success) throw new AppError('invalid-argument');
  return parsed.data;
}

/** The address Google's front end saw: the last it appended. What stands before it anybody can write. */
export function clientAddress(request: Request): string {
  const forwarded = request.get('X-Forwarded-For')?.split(',').at(-1)?.trim();
  return forwarded === undefined || forwarded === '' ? (request.socket.remoteAddress ?? '') : forwarded;
}

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

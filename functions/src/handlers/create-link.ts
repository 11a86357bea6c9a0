import { AppError } from '@pacs/shared/errors';
import { createLink as core } from '../core/links/create-link.ts';
import type { CallableHandler } from '../https.ts';
import { ports } from '../wiring.ts';

/** Sharing wants an owner who can be reached: an address that nobody confirmed may be somebody else's. */
export const createLink: CallableHandler<'createLink'> = async (request, caller) => {
  if (!caller.emailVerified) throw new AppError('email-not-verified');
  return core(ports(), caller.uid, request);
};

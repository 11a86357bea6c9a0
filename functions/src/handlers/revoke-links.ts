import { revokeLinks as core } from '../core/links/revoke-link.ts';
import type { CallableHandler } from '../https.ts';
import { ports } from '../wiring.ts';

export const revokeLinks: CallableHandler<'revokeLinks'> = async (request, caller) =>
  core(ports(), caller.uid, request);

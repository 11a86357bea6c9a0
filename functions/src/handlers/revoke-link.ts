import { revokeLink as core } from '../core/links/revoke-link.ts';
import type { CallableHandler } from '../https.ts';
import { ports } from '../wiring.ts';

export const revokeLink: CallableHandler<'revokeLink'> = async (request, caller) => {
  await core(ports(), caller.uid, request);
  return { ok: true };
};

import { resolveIdentity as core } from '../core/studies/resolve-identity.ts';
import type { CallableHandler } from '../https.ts';
import { ports } from '../wiring.ts';

export const resolveIdentity: CallableHandler<'resolveIdentity'> = async (request, caller) => {
  await core(ports(), caller.uid, request);
  return { ok: true };
};

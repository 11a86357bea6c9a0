import { acceptTerms as core } from '../core/users/accept-terms.ts';
import type { CallableHandler } from '../https.ts';
import { ports } from '../wiring.ts';

export const acceptTerms: CallableHandler<'acceptTerms'> = async (request, caller) => {
  await core(ports(), caller.uid, request);
  return { ok: true };
};

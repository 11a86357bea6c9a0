import { setKeepRule as core } from '../core/retention/set-keeping.ts';
import type { CallableHandler } from '../https.ts';
import { ports } from '../wiring.ts';

export const setKeepRule: CallableHandler<'setKeepRule'> = async (request, caller) => {
  await core(ports(), caller.uid, request);
  return { ok: true };
};

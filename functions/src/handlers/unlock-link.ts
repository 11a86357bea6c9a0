import { unlockLink as core } from '../core/links/unlock-link.ts';
import type { CallableHandler } from '../https.ts';
import { ports } from '../wiring.ts';

export const unlockLink: CallableHandler<'unlockLink'> = async (request, caller) => {
  await core(ports(), caller.uid, request);
  return { ok: true };
};

import { signOutEverywhere as core } from '../core/account/sessions.ts';
import type { CallableHandler } from '../https.ts';
import { accountPorts } from '../wiring-accounts.ts';

export const signOutEverywhere: CallableHandler<'signOutEverywhere'> = async (_, caller) => {
  await core(accountPorts(), caller.uid);
  return { ok: true };
};

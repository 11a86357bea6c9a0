import { saveProfile as core } from '../core/account/save-profile.ts';
import type { CallableHandler } from '../https.ts';
import { accountPorts } from '../wiring-accounts.ts';

export const saveProfile: CallableHandler<'saveProfile'> = async (profile, caller) => {
  await core(accountPorts(), caller.uid, profile);
  return { ok: true };
};

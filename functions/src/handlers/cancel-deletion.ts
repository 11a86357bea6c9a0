import { cancelDeletion as core } from '../core/account/request-deletion.ts';
import type { CallableHandler } from '../https.ts';
import { accountPorts } from '../wiring-accounts.ts';

export const cancelDeletion: CallableHandler<'cancelDeletion'> = async (_, caller) => {
  await core(accountPorts(), caller.uid);
  return { ok: true };
};

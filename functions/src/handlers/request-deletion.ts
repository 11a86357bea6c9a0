import { requestDeletion as core } from '../core/account/request-deletion.ts';
import type { CallableHandler } from '../https.ts';
import { accountPorts } from '../wiring-accounts.ts';

export const requestDeletion: CallableHandler<'requestDeletion'> = (_, caller) =>
  core(accountPorts(), caller);

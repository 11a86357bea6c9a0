import { openExport as core } from '../core/account/export/request-export.ts';
import type { CallableHandler } from '../https.ts';
import { accountPorts } from '../wiring-accounts.ts';

export const openExport: CallableHandler<'openExport'> = (request, caller) =>
  core(accountPorts(), caller, request);

import { requestExport as core } from '../core/account/export/request-export.ts';
import type { CallableHandler } from '../https.ts';
import { accountPorts } from '../wiring-accounts.ts';

export const requestExport: CallableHandler<'requestExport'> = (_, caller) => core(accountPorts(), caller);

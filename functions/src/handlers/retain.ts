import { keepPromises } from '../core/retention/keep-promises.ts';
import { logFailure, logReport } from '../log.ts';
import { accountPorts } from '../wiring-accounts.ts';
import { sealPorts } from '../wiring-seals.ts';
import { storagePorts } from '../wiring-storage.ts';

export async function retain(): Promise<void> {
  const { owners, ...ofAccounts } = accountPorts();
  const { accounts: _owners, ...ofSeals } = sealPorts();
  const report = await keepPromises({ ...storagePorts(), ...ofSeals, ...ofAccounts, owners }, (cause) => {
    logFailure('retain', 'internal', cause);
  });
  logReport('retain', report);
}

/** What was promised by a day. Every step is safe to repeat and to run beside itself. */
import { type EraseAccountPorts, eraseAccount } from '../account/erase-account.ts';
import { expireExports } from '../account/export/expire-exports.ts';
import type { ExportQueue } from '../account/export/export-ports.ts';
import { type RetentionPorts, enforceRetention } from './enforce.ts';

export type PromisesPorts = EraseAccountPorts & RetentionPorts & { exportQueue: ExportQueue };

export type PromisesReport = Record<
  'endedAccounts' | 'endedExports' | 'deletedStudies' | 'toldStudies' | 'failures',
  number
>;

const accountsAtOnce = 50;
/** No account and no page of studies begins later: the function has 25 minutes, and an account takes a few. */
const maxMs = 12 * 60_000;

/** `failed` hears of what is tried again with the next run. */
export async function keepPromises(
  ports: PromisesPorts,
  failed: (cause: unknown) => void,
): Promise<PromisesReport> {
  const { clock, accounts } = ports;
  const untilMs = clock.now() + maxMs;
  const report: PromisesReport = {
    endedAccounts: 0,
    endedExports: 0,
    deletedStudies: 0,
    toldStudies: 0,
    failures: 0,
  };
  const fail = (cause: unknown) => {
    report.failures += 1;
    failed(cause);
  };
  const survive = async (act: () => Promise<void>) => {
    try {
      await act();
    } catch (cause) {
      fail(cause);
    }
  };
  await survive(async () => {
    for (const uid of await accounts.dueDeletions(clock.now(), accountsAtOnce)) {
      if (clock.now() >= untilMs) return;
      await survive(async () => {
        if ((await eraseAccount(ports, uid)) === 'gone') report.endedAccounts += 1;
      });
    }
  });
  await survive(async () => {
    report.endedExports += await expireExports(ports);
  });
  await survive(() => accounts.sweepReceipts(clock.now()));
  await survive(async () => {
    const { deleted, told } = await enforceRetention(ports, untilMs, fail);
    report.deletedStudies += deleted;
    report.toldStudies += told;
  });
  return report;
}

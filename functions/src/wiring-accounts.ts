/** For what concerns an account as a whole. */
import { authSignIns } from './adapters/auth-client.ts';
import { firestore } from './adapters/clients.ts';
import { exportTaskQueue } from './adapters/export-queue.ts';
import { firestoreAccounts } from './adapters/firestore-accounts.ts';
import { firestoreExports } from './adapters/firestore-exports.ts';
import { firestoreOwned } from './adapters/firestore-owned.ts';
import { bucket } from './adapters/storage-client.ts';
import { storageExports } from './adapters/storage-exports.ts';
import { region, studiesBucket } from './params.ts';
import { ports } from './wiring.ts';

export function accountPorts() {
  const db = firestore();
  // Who may be mailed is asked of Auth as it is now, and not of what a visitor would wait for.
  const { accounts: owners, ...rest } = ports();
  return {
    ...rest,
    owners,
    accounts: firestoreAccounts(db),
    owned: firestoreOwned(db),
    signIns: authSignIns,
    exports: storageExports(bucket(studiesBucket.value()), firestoreExports(db)),
    exportQueue: exportTaskQueue(region.value()),
  };
}

import { firestore } from './adapters/clients.ts';
import { accountOfEmail } from './adapters/firebase-accounts.ts';
import { firestoreOperator } from './adapters/firestore-operator.ts';
import { firestoreDeliveries } from './adapters/firestore-rights.ts';
import { operatorEmail } from './operator-email.ts';
import { ports } from './wiring.ts';

/** For requests of people's rights, and for the operator's pages. */
export function rightsPorts() {
  const db = firestore();
  return {
    ...ports(),
    deliveries: firestoreDeliveries(db),
    reads: firestoreOperator(db),
    accountOf: accountOfEmail,
    operatorEmail: operatorEmail(),
  };
}

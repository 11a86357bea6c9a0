import { firestore } from './adapters/clients.ts';
import { firestoreSeals } from './adapters/firestore-seals.ts';
import { bucket } from './adapters/storage-client.ts';
import { storageSeals } from './adapters/storage-seals.ts';
import { sealsBucket } from './params.ts';
import { ports } from './wiring.ts';

/** For the sealer, and for whoever verifies what it did. */
export function sealPorts() {
  const name = sealsBucket.value();
  return {
    ...ports(),
    seals: firestoreSeals(firestore()),
    archive: name === '' ? undefined : storageSeals(bucket(name)),
  };
}

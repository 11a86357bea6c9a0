import { ConsentProof } from '@pacs/shared/consent';
import { collections, paths } from '@pacs/shared/paths';
import type { Firestore } from 'firebase-admin/firestore';
import type { ConsentProofs } from '../core/consent/consent-ports.ts';
import { isAlreadyExists, removeAll } from './firestore-documents.ts';

export function firestoreConsentProofs(db: Firestore): ConsentProofs {
  return {
    async add(proof) {
      try {
        await db.doc(paths.consentProof(proof.consentId, proof.madeAtMs)).create(ConsentProof.parse(proof));
        return 'added';
      } catch (cause) {
        if (!isAlreadyExists(cause)) throw cause;
        return 'known';
      }
    },

    removeBefore: (atMs) => removeAll(db, db.collection(collections.consentProofs).where('atMs', '<', atMs)),
  };
}

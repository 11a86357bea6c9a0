import type { ConsentProof } from '@pacs/shared/consent';
import type { ConsentProofs } from '../../../functions/src/core/consent/consent-ports.ts';

export function memoryConsent(proofs: Map<string, ConsentProof>): ConsentProofs {
  return {
    add: async (proof) => {
      const key = `${proof.consentId}.${String(proof.madeAtMs)}`;
      if (proofs.has(key)) return 'known';
      proofs.set(key, structuredClone(proof));
      return 'added';
    },
    removeBefore: async (atMs) => {
      for (const [key, proof] of proofs) if (proof.atMs < atMs) proofs.delete(key);
    },
  };
}

import type { ConsentProof } from '@pacs/shared/consent';

/** Append-only: a proof is never changed, and leaves when its time is over. */
export interface ConsentProofs {
  /** `known`: this choice is recorded already, and stays as it is. */
  add(proof: ConsentProof): Promise<'added' | 'known'>;
  /** Removes what was recorded before; as much as fits one run. */
  removeBefore(atMs: number): Promise<void>;
}

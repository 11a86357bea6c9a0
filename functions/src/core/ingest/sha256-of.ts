import { createHash } from 'node:crypto';

/** base64url, as ledger and recipes have it. */
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64url');

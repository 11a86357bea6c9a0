import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SigningKey {
  file: string;
  clientEmail: string;
  publicKeyPem: string;
}

/** A throw-away key in the shape of a service account's: the functions sign with it, the proxy verifies. */
export function createSigningKey(folder: string, projectId: string): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const clientEmail = `url-signer@${projectId}.iam.gserviceaccount.com`;
  const file = join(folder, 'signing-key.json');
  writeFileSync(file, JSON.stringify({ clientEmail, privateKey }), { mode: 0o600 });
  return { file, clientEmail, publicKeyPem: publicKey };
}

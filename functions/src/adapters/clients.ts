/**
 * The clients of Google's services, made when first asked for. The only module here that may know of
 * emulation: then signing uses a throwaway key from a file, and URLs point at another origin.
 */
import { readFileSync } from 'node:fs';
import { type App, initializeApp } from 'firebase-admin/app';
import { type Auth, getAuth } from 'firebase-admin/auth';
import { type Firestore, initializeFirestore } from 'firebase-admin/firestore';
import { getStorage } from 'firebase-admin/storage';
import { GoogleAuth } from 'google-auth-library';
import { z } from 'zod';

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

export const app: () => App = once(() => initializeApp());
export const auth: () => Auth = once(() => getAuth(app()));

export const firestore: () => Firestore = once(() => {
  const client = initializeFirestore(app());
  client.settings({ ignoreUndefinedProperties: true });
  return client;
});

export const bucket = (name: string) => getStorage(app()).bucket(name);

export const googleAuth: () => GoogleAuth = once(
  () => new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/cloud-platform'] }),
);

/** Scheme and host that signed URLs start with. */
export const storageOrigin = () => process.env['PACS_STORAGE_ORIGIN'] ?? 'https://storage.googleapis.com';

const SigningKey = z.object({ clientEmail: z.string(), privateKey: z.string() });

/** Absent in production, where no private key exists outside Google. */
export const localSigningKey = once((): z.infer<typeof SigningKey> | undefined => {
  const file = process.env['PACS_SIGNING_KEY_FILE'];
  return file === undefined ? undefined : SigningKey.parse(JSON.parse(readFileSync(file, 'utf8')));
});

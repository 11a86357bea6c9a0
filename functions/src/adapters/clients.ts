/**
 * The clients that every function needs, made when first asked for; those of Auth and Storage lie apart, because
 * loading them takes longer than opening a link. The only module here that may know of
 * emulation: then signing uses a throwaway key from a file, and URLs point at another origin.
 */
import { readFileSync } from 'node:fs';
import { type App, initializeApp } from 'firebase-admin/app';
import { type Firestore, initializeFirestore } from 'firebase-admin/firestore';
import { z } from 'zod';

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

export const app: () => App = once(() => initializeApp());

export const firestore: () => Firestore = once(() => {
  const client = initializeFirestore(app());
  client.settings({ ignoreUndefinedProperties: true });
  return client;
});

/** Scheme and host that signed URLs start with. */
export const storageOrigin = () => process.env['PACS_STORAGE_ORIGIN'] ?? 'https://storage.googleapis.com';

const SigningKey = z.object({ clientEmail: z.string(), privateKey: z.string() });

/** Absent in production, where no private key exists outside Google. */
export const localSigningKey = once((): z.infer<typeof SigningKey> | undefined => {
  const file = process.env['PACS_SIGNING_KEY_FILE'];
  return file === undefined ? undefined : SigningKey.parse(JSON.parse(readFileSync(file, 'utf8')));
});

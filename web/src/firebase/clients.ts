/**
 * The Firebase clients, each loaded when first asked for. The one module of the web app that knows whether
 * emulators stand in for the services.
 */
import { initializeApp, type FirebaseApp } from 'firebase/app';
import type { Auth } from 'firebase/auth';
import type { Firestore } from 'firebase/firestore';
import type { Functions } from 'firebase/functions';
import { webConfig } from './config.ts';

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => (made ??= make());
};

const hostAndPort = (address: string): [string, number] => {
  const [host = '', port = ''] = address.split(':');
  return [host, Number(port)];
};

export const app: () => FirebaseApp = once(() => {
  const { firebase } = webConfig();
  const options = Object.entries(firebase).filter(([, value]) => value !== undefined);
  return initializeApp(Object.fromEntries(options));
});

/** Kept signed in over reloads. The popup resolver, which fetches a script, is left to the Google button. */
export const auth: () => Promise<Auth> = once(async () => {
  const sdk = await import('firebase/auth');
  const client = sdk.initializeAuth(app(), {
    persistence: [sdk.indexedDBLocalPersistence, sdk.browserLocalPersistence],
  });
  const { emulators } = webConfig();
  if (emulators !== undefined) sdk.connectAuthEmulator(client, emulators.auth, { disableWarnings: true });
  return client;
});

/** Memory only: nothing about patients rests in the browser's storage. */
export const firestore: () => Promise<Firestore> = once(async () => {
  const sdk = await import('firebase/firestore');
  const client = sdk.initializeFirestore(app(), { localCache: sdk.memoryLocalCache() });
  const { emulators } = webConfig();
  if (emulators !== undefined) sdk.connectFirestoreEmulator(client, ...hostAndPort(emulators.firestore));
  return client;
});

export const functions: () => Promise<Functions> = once(async () => {
  const sdk = await import('firebase/functions');
  const { emulators, region } = webConfig();
  const client = sdk.getFunctions(app(), region);
  if (emulators !== undefined) sdk.connectFunctionsEmulator(client, ...hostAndPort(emulators.functions));
  return client;
});

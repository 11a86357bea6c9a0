/** Firebase's own test environment over the running stack, whose rules are those of the repository. */
import { type RulesTestEnvironment, initializeTestEnvironment } from '@firebase/rules-unit-testing';
import { stackInfo } from '../support/stack.ts';

function hostAndPort(address: string): { host: string; port: number } {
  const url = new URL(address.includes('://') ? address : `http://${address}`);
  return { host: url.hostname, port: Number(url.port) };
}

export function rulesEnvironment(): Promise<RulesTestEnvironment> {
  const { projectId, origins } = stackInfo();
  return initializeTestEnvironment({
    projectId,
    firestore: hostAndPort(origins.firestore),
    storage: hostAndPort(origins.storageEmulator),
  });
}

export const randomId = () => crypto.randomUUID().replaceAll('-', '');

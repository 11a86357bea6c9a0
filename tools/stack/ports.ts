import { createServer } from 'node:net';
import { UserError } from './user-error.ts';

export const host = '127.0.0.1';

export interface Ports {
  hosting: number;
  functions: number;
  firestore: number;
  firestoreWebsocket: number;
  auth: number;
  storage: number;
  storageProxy: number;
  hub: number;
  logging: number;
  vite: number;
  eventarc: number;
  tasks: number;
}

export const defaultPorts: Ports = {
  hosting: 5000,
  functions: 5001,
  firestore: 8080,
  firestoreWebsocket: 9150,
  auth: 9099,
  storage: 9199,
  storageProxy: 9200,
  hub: 4400,
  logging: 4500,
  vite: 5173,
  eventarc: 9299,
  tasks: 9499,
};

/** The emulators' usual ports, or consecutive ones from `portBase`, so that several stacks can run at once. */
export function portsFrom(portBase?: number): Ports {
  if (portBase === undefined) return defaultPorts;
  const names = Object.keys(defaultPorts) as (keyof Ports)[];
  return Object.fromEntries(names.map((name, index) => [name, portBase + index])) as unknown as Ports;
}

/** Throws a UserError naming the first port that another program holds. */
export async function assertFree(ports: Ports, names: readonly (keyof Ports)[]): Promise<void> {
  for (const name of names) {
    if (await isFree(ports[name])) continue;
    throw new UserError(
      `Port ${String(ports[name])} (${name}) is taken: stop the program that uses it, or choose other ports with --port-base N.`,
    );
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(false);
    });
    probe.listen(port, host, () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });
}

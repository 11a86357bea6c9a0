import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildFunctionsFolder, functionsExist } from '../build/build-functions.ts';
import { startWebBuild, webExists } from '../build/build-web.ts';
import { startStorageProxy } from '../storage-proxy/start-storage-proxy.ts';
import { stackClock } from './clock.ts';
import { createSuiteDirectories, type SuiteDirectories } from './directories.ts';
import { chooseEmulatorBinaries } from './emulator-binaries.ts';
import { writeEmulatorConfig } from './emulator-config.ts';
import { startEmulators } from './emulators.ts';
import { findJava } from './java.ts';
import { assertFree, host, portsFrom, type Ports } from './ports.ts';
import { createSigningKey } from './signing-key.ts';
import type { StackInfo } from './stack-info.ts';
import { webEnvironment } from './web-environment.ts';

export interface StackOptions {
  /** Names the folder and the configuration file of this stack; two running ones need two names. */
  suite: string;
  /** First of consecutive ports; absent: the emulators' usual ones. */
  portBase?: number;
  /** Build and serve the web app. */
  web?: boolean;
  /** Bundle and run the functions. */
  functions?: boolean;
  /** Give every process a clock that tests can put ahead. */
  movableClock?: boolean;
  /** Told what is happening, a line at a time. */
  progress?: (line: string) => void;
}

export interface Stack {
  info: StackInfo;
  directories: SuiteDirectories;
  /** Stops all processes in order and removes what they wrote. */
  stop(): Promise<void>;
  /** Resolves with words when the emulators end by themselves. */
  failed: Promise<string>;
}

const projectId = 'demo-pacs';
const region = 'europe-west1';
const buckets = { uploads: 'demo-pacs.firebasestorage.app', studies: 'demo-pacs-studies' };

/** Starts emulators, storage proxy and the built app. Whatever was started is stopped again when a part fails. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return await start(options, undo, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  options: StackOptions,
  undo: (() => Promise<void> | void)[],
  stop: () => Promise<void>,
): Promise<Stack> {
  const progress = options.progress ?? (() => undefined);
  const ports = portsFrom(options.portBase);
  const withFunctions = options.functions !== false && functionsExist();
  await assertFree(ports, [...usedPorts, ...(withFunctions ? functionsPorts : [])]);
  const java = findJava();
  progress('Looking for the emulators …');
  const binaries = await chooseEmulatorBinaries(java);

  const directories = createSuiteDirectories(options.suite);
  undo.push(() => {
    rmSync(directories.base, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });
  const key = createSigningKey(directories.base, projectId);
  const clockFile = options.movableClock === true ? join(directories.base, 'clock-ahead-ms') : undefined;
  if (clockFile !== undefined) writeFileSync(clockFile, '0');
  const info = describe(ports, withFunctions, { key: key.file, log: directories.log, clock: clockFile });

  if (withFunctions) {
    progress('Building the functions …');
    await buildFunctionsFolder(directories.functions);
    // A parameter: what the emulators' own environment says of it counts less than its default.
    writeFileSync(join(directories.functions, '.env.local'), `PACS_WEB_ORIGIN=${info.origins.web}\n`);
  }
  const withWeb = options.web !== false && webExists();
  const config = writeEmulatorConfig(options.suite, ports, {
    web: directories.web,
    functions: withFunctions ? directories.functions : undefined,
  });
  undo.push(() => {
    config.remove();
  });

  progress(withWeb ? 'Starting the emulators and building the web app …' : 'Starting the emulators …');
  mkdirSync(directories.web, { recursive: true });
  const webBuild = withWeb
    ? startWebBuild(directories.web, webEnvironment(info), directories.log)
    : undefined;
  if (webBuild !== undefined) undo.push(() => webBuild.stop());
  const emulators = await startEmulators({
    config: config.path,
    projectId,
    only: ['auth', 'firestore', 'storage', 'hosting', ...(withFunctions ? ['functions'] : [])],
    directories,
    java,
    binaries,
    environment: { PACS_STORAGE_ORIGIN: info.origins.storageProxy, PACS_SIGNING_KEY_FILE: key.file },
    clockFile,
  });
  undo.push(() => emulators.stop());

  const proxy = await startStorageProxy({
    port: ports.storageProxy,
    emulatorOrigin: info.origins.storageEmulator,
    firestore: info.origins.firestore,
    projectId,
    buckets,
    signers: { rsa: { [key.clientEmail]: key.publicKeyPem }, hmac: {} },
    rulesRuntime: { java: binaries.extraPath ?? java.bin, jar: binaries.rulesRuntimeJar },
    spoolFolder: join(directories.base, 'proxy'),
    now: stackClock(clockFile),
  });
  undo.push(() => proxy.stop());
  await webBuild?.done;
  return {
    info,
    directories,
    stop,
    failed: emulators.exited.then(
      (code) => `The emulators ended with code ${String(code)}; see ${directories.log}.`,
    ),
  };
}

const usedPorts: (keyof Ports)[] = [
  'hosting',
  'functions',
  'firestore',
  'firestoreWebsocket',
  'auth',
  'storage',
  'storageProxy',
  'hub',
  'logging',
];

/** The emulators that firebase-tools starts beside the functions. */
const functionsPorts: (keyof Ports)[] = ['eventarc', 'tasks'];

function describe(
  ports: Ports,
  withFunctions: boolean,
  files: { key: string; log: string; clock: string | undefined },
): StackInfo {
  const at = (port: number) => `http://${host}:${String(port)}`;
  return {
    projectId,
    region,
    buckets,
    origins: {
      // Browsers treat localhost as a secure context for every feature; the address alone lacks passkeys.
      web: `http://localhost:${String(ports.hosting)}`,
      hosting: at(ports.hosting),
      functions: at(ports.functions),
      auth: at(ports.auth),
      firestore: `${host}:${String(ports.firestore)}`,
      ...(withFunctions && { tasks: `${host}:${String(ports.tasks)}` }),
      storageEmulator: at(ports.storage),
      storageProxy: at(ports.storageProxy),
    },
    signingKeyFile: files.key,
    logFile: files.log,
    ...(files.clock === undefined ? {} : { clockFile: files.clock }),
  };
}

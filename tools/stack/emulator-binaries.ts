import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { buildLauncherJar, buildRulesRuntime } from './substitutes.ts';
import type { Java } from './java.ts';
import { UserError } from './user-error.ts';

const gcloudRoots = [
  '/usr/lib/google-cloud-sdk',
  '/opt/google-cloud-sdk',
  join(homedir(), 'google-cloud-sdk'),
];
const jarInGcloud = 'platform/cloud-firestore-emulator/cloud-firestore-emulator.jar';
const reachTimeoutMs = 5000;

export interface EmulatorBinaries {
  /** For the environment of firebase-tools; empty where it uses what it downloads itself. */
  environment: Record<string, string>;
  /** The Storage rules runtime, once it is there: the storage proxy runs one of its own. */
  rulesRuntimeJar: string;
  /** To put first on PATH, before Java's own folder. */
  extraPath: string | undefined;
}

/**
 * firebase-tools' own binaries where they are cached or can be fetched, else Google's Firestore jar from
 * the gcloud packages with our rules runtime around its evaluator.
 */
export async function chooseEmulatorBinaries(java: Java): Promise<EmulatorBinaries> {
  const own = ownDownloads();
  const cached = own.every(({ path }) => existsSync(path));
  if (cached || (await reachable(own[0].remoteUrl))) {
    return { environment: {}, rulesRuntimeJar: own[1].path, extraPath: undefined };
  }
  const jar = gcloudRoots.map((folder) => join(folder, jarInGcloud)).find((path) => existsSync(path));
  if (jar === undefined) {
    throw new UserError(
      'The emulators of Firestore and Storage cannot be downloaded from storage.googleapis.com and no Firestore jar is installed: go online once, or install google-cloud-cli-firestore-emulator (apt-get, Google Cloud’s Debian packages).',
    );
  }
  const firestoreJar = buildLauncherJar(java, jar);
  const { runtimeJar, wrapperBin } = buildRulesRuntime(java, jar);
  return {
    environment: {
      FIRESTORE_EMULATOR_BINARY_PATH: firestoreJar,
      STORAGE_EMULATOR_BINARY_PATH: runtimeJar,
    },
    rulesRuntimeJar: runtimeJar,
    extraPath: wrapperBin,
  };
}

const Download = z.object({ downloadPathRelativeToCacheDir: z.string(), remoteUrl: z.url() });

function ownDownloads() {
  const require = createRequire(import.meta.url);
  const details: unknown = require('firebase-tools/lib/emulator/downloadableEmulatorInfo.json');
  const { firestore, storage } = z.object({ firestore: Download, storage: Download }).parse(details);
  const cache = process.env['FIREBASE_EMULATORS_PATH'] ?? join(homedir(), '.cache', 'firebase', 'emulators');
  const located = (download: z.infer<typeof Download>) => ({
    path: join(cache, download.downloadPathRelativeToCacheDir),
    remoteUrl: download.remoteUrl,
  });
  return [located(firestore), located(storage)] as const;
}

async function reachable(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(reachTimeoutMs) });
    return answer.ok;
  } catch {
    return false;
  }
}

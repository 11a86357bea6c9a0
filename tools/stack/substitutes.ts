/**
 * What stands in for firebase-tools' own emulator binaries where they cannot be downloaded. Both are built
 * from the Firestore jar of the gcloud packages into the cache folder, once per jar and source.
 */
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheDirectory, root } from './directories.ts';
import type { Java } from './java.ts';
import { UserError } from './user-error.ts';

const sources = join(root, 'tools', 'emulators', 'java');
/** Name by which the wrapper below recognises its own jar among what firebase-tools starts. */
const runtimeName = 'storage-rules-runtime';

/** Google's jar names no main class, and firebase-tools chmods the file it is given: never name a system's file. */
export function buildLauncherJar(java: Java, firestoreJar: string): string {
  const folder = cacheFolder('firestore-launcher', firestoreJar);
  const jar = join(folder, 'cloud-firestore-emulator-launcher.jar');
  if (existsSync(jar)) return jar;
  return build(folder, jar, () => {
    const manifest = join(folder, 'manifest.txt');
    writeFileSync(
      manifest,
      manifestOf('com.google.cloud.datastore.emulator.firestore.CloudFirestore', firestoreJar),
    );
    run(join(java.bin, 'jar'), ['--create', '--file', jar, '--manifest', manifest]);
  });
}

/**
 * `wrapperBin` holds a `java` that gives our runtime small memory and keeps the JVM from writing warnings
 * to standard error, which firebase-tools would report as faults; other programs it starts unchanged.
 */
export function buildRulesRuntime(
  java: Java,
  firestoreJar: string,
): { runtimeJar: string; wrapperBin: string } {
  const folder = cacheFolder('rules-runtime', firestoreJar, java);
  const runtimeJar = join(folder, `${runtimeName}.jar`);
  const wrapperBin = join(folder, 'bin');
  if (existsSync(runtimeJar)) return { runtimeJar, wrapperBin };
  build(folder, runtimeJar, () => {
    const classes = join(folder, 'classes');
    const files = javaSources().map((name) => join(sources, name));
    run(join(java.bin, 'javac'), [
      '--release',
      '17',
      '-proc:none',
      '-cp',
      firestoreJar,
      '-d',
      classes,
      ...files,
    ]);
    const manifest = join(folder, 'manifest.txt');
    writeFileSync(manifest, manifestOf('RulesRuntime', firestoreJar));
    mkdirSync(wrapperBin, { recursive: true });
    const quiet = java.version >= 23 ? '--sun-misc-unsafe-memory-access=allow' : '';
    const flags = `-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx128m ${quiet}`;
    const real = join(java.bin, 'java');
    const script = `#!/bin/sh\ncase "$*" in\n  *${runtimeName}.jar*) exec '${real}' ${flags} "$@" ;;\n  *) exec '${real}' "$@" ;;\nesac\n`;
    writeFileSync(join(wrapperBin, 'java'), script);
    chmodSync(join(wrapperBin, 'java'), 0o755);
    run(join(java.bin, 'jar'), [
      '--create',
      '--file',
      runtimeJar,
      '--manifest',
      manifest,
      '-C',
      classes,
      '.',
    ]);
  });
  return { runtimeJar, wrapperBin };
}

function javaSources(): string[] {
  return readdirSync(sources)
    .filter((name) => name.endsWith('.java'))
    .sort();
}

/** A folder named by everything the result depends on: a changed source or jar gives another one. */
function cacheFolder(kind: string, jar: string, java?: Java): string {
  const hash = createHash('sha256').update(`${jar} ${String(statSync(jar).mtimeMs)} ${java?.bin ?? ''}`);
  for (const name of javaSources()) hash.update(readFileSync(join(sources, name)));
  return join(cacheDirectory, `${kind}-${hash.digest('hex').slice(0, 16)}`);
}

function build(folder: string, result: string, work: () => void): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    work();
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return result;
}

/** Lines of a manifest are at most 72 bytes; a continuation begins with a space. */
function manifestOf(mainClass: string, classPath: string): string {
  const fold = (line: string) => line.replace(/(.{70})(?=.)/g, '$1\n ');
  return (
    [`Main-Class: ${mainClass}`, `Class-Path: ${pathToFileURL(classPath).href}`].map(fold).join('\n') + '\n'
  );
}

function run(command: string, parameters: string[]): void {
  const result = spawnSync(command, parameters, { encoding: 'utf8' });
  if (result.error !== undefined) {
    throw new UserError(`${command} cannot be run: install a full JDK, not only a Java runtime.`);
  }
  if (result.status !== 0) throw new Error(`${command} failed: ${result.stderr}`);
}

import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startChild, type Child } from './children.ts';
import { root, type SuiteDirectories } from './directories.ts';
import type { EmulatorBinaries } from './emulator-binaries.ts';
import type { Java } from './java.ts';

export interface EmulatorsToStart {
  config: string;
  projectId: string;
  only: readonly string[];
  directories: SuiteDirectories;
  java: Java;
  binaries: EmulatorBinaries;
  environment: Record<string, string>;
  clockFile: string | undefined;
}

/** Resolves once firebase-tools says that every emulator is ready; rejects with its last words if it ends before. */
export async function startEmulators(options: EmulatorsToStart): Promise<Child> {
  const firebase = join(root, 'node_modules', 'firebase-tools', 'lib', 'bin', 'firebase.js');
  const lastLines: string[] = [];
  let ready: () => void;
  const becameReady = new Promise<void>((resolve) => (ready = resolve));
  const child = startChild(
    process.execPath,
    [
      ...[firebase, 'emulators:start', '--project', options.projectId],
      ...['--config', options.config, '--only', options.only.join(',')],
    ],
    {
      cwd: options.directories.base,
      environment: emulatorEnvironment(options),
      log: options.directories.log,
      onLine: (line) => {
        lastLines.push(line);
        if (lastLines.length > 25) lastLines.shift();
        if (line.includes('All emulators ready')) ready();
      },
    },
  );
  const ended = child.exited.then((code) => {
    throw new Error(`The emulators ended with code ${String(code)}:\n${lastLines.join('\n')}`);
  });
  ended.catch(() => undefined);
  await Promise.race([becameReady, ended]);
  return child;
}

function emulatorEnvironment(options: EmulatorsToStart): NodeJS.ProcessEnv {
  const { java, binaries, directories, clockFile } = options;
  const preloads = ['forwarded-preload.mjs', ...(clockFile === undefined ? [] : ['clock-preload.mjs'])];
  const imports = preloads.map((file) => `--import ${pathToFileURL(join(import.meta.dirname, file)).href}`);
  const path = [binaries.extraPath, java.bin, dirname(process.execPath), process.env['PATH']];
  return {
    ...process.env,
    ...binaries.environment,
    ...options.environment,
    NODE_OPTIONS: imports.join(' '),
    ...(clockFile === undefined ? {} : { PACS_CLOCK_FILE: clockFile }),
    PATH: path.filter((folder) => folder !== undefined).join(delimiter),
    TMPDIR: directories.temporary,
    // No message of the day, no look-ups on a network that may not be there.
    CI: '1',
    METADATA_SERVER_DETECTION: 'none',
    npm_config_offline: 'true',
    // By default every concurrent event starts a Node process of its own, and events get lost.
    FUNCTIONS_EMULATOR_PARALLEL: '4',
    FUNCTIONS_DISCOVERY_TIMEOUT: '120',
  };
}

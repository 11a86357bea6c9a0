import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { UserError } from './user-error.ts';

/** firebase-tools 15 refuses older ones. */
const leastVersion = 21;
const linuxHomes = '/usr/lib/jvm';

export interface Java {
  /** Folder of `java` and `javac`. */
  bin: string;
  version: number;
}

/**
 * The first Java that is new enough, of PATH, JAVA_HOME and the folder where Linux packages install theirs.
 * firebase-tools looks in PATH only, so its folder must come first there.
 */
export function findJava(environment: NodeJS.ProcessEnv = process.env): Java {
  const onPath = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const home = environment['JAVA_HOME'];
  const installed = existsSync(linuxHomes)
    ? readdirSync(linuxHomes).map((name) => join(linuxHomes, name, 'bin'))
    : [];
  const seen: number[] = [];
  for (const folder of [...onPath, ...(home === undefined ? [] : [join(home, 'bin')]), ...installed]) {
    const version = javaVersion(join(folder, 'java'));
    if (version === undefined) continue;
    if (version >= leastVersion) return { bin: dirname(realpathSync(join(folder, 'java'))), version };
    seen.push(version);
  }
  const found = seen.length === 0 ? 'none is installed' : `only Java ${String(Math.max(...seen))} was found`;
  throw new UserError(
    `The Firebase emulators need Java ${String(leastVersion)} or newer, and ${found}: install one (Debian: apt-get install temurin-25-jdk or openjdk-21-jdk) or point JAVA_HOME at it.`,
  );
}

function javaVersion(java: string): number | undefined {
  if (!existsSync(java)) return undefined;
  const printed = spawnSync(java, ['-version'], { encoding: 'utf8' }).stderr;
  const version = /version "(?:1\.)?(\d+)/.exec(printed)?.[1];
  return version === undefined ? undefined : Number(version);
}

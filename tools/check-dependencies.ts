/**
 * `npm run check:dependencies`: asks npm's registry what is known of the packages in the lockfile, and fails where
 * something is not mended or updated within its time (docs/security.md). Wants a registry that answers `npm audit`.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import {
  AuditReport,
  type Releases,
  SeenAdvisories,
  overdueAdvisories,
  overdueUpdates,
} from './dependencies/time-frames.ts';
import { root } from './stack/directories.ts';
import { report } from './stack/run-until-stopped.ts';
import { UserError } from './stack/user-error.ts';

const Manifest = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
});
const Times = z.record(z.string(), z.string());
const run = promisify(execFile);

/** npm ends with 1 where it has found something, and says it all the same. */
async function npm(...parameters: string[]): Promise<unknown> {
  const options = { cwd: root, maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' };
  const said = await run('npm', [...parameters, '--json'], options).catch((error: unknown) => error);
  const { stdout } = z.object({ stdout: z.string() }).parse(said);
  return JSON.parse(stdout);
}

const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(root, ...path), 'utf8'));

/** What the manifests name with an exact version; workspaces name each other with a star. */
function directDependencies(): [name: string, version: string][] {
  const manifests = ['.', 'shared', 'functions', 'web'].map((folder) =>
    Manifest.parse(read(folder, 'package.json')),
  );
  const all = manifests.flatMap(({ dependencies, devDependencies }) =>
    Object.entries({ ...dependencies, ...devDependencies }),
  );
  return [...new Map(all.filter(([, version]) => version !== '*'))];
}

async function releases(): Promise<Releases[]> {
  const found: Releases[] = [];
  for (const [name, version] of directDependencies())
    found.push({ name, version, releasedAt: Times.parse(await npm('view', name, 'time')) });
  return found;
}

try {
  const audit = AuditReport.safeParse(await npm('audit'));
  if (!audit.success)
    throw new UserError('This registry does not answer npm audit: ask another (--registry).');
  const seen = SeenAdvisories.parse(read('tools', 'dependencies', 'seen.json'));
  const nowMs = Date.now();
  const overdue = [...overdueAdvisories(audit.data, seen, nowMs), ...overdueUpdates(await releases(), nowMs)];
  for (const line of overdue) console.log(line);
  console.log(
    overdue.length === 0 ? 'Everything is within its time.' : `${String(overdue.length)} to see to.`,
  );
  process.exitCode = overdue.length === 0 ? 0 : 1;
} catch (error) {
  report(error);
  process.exitCode = 2;
}

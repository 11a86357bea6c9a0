/**
 * Door of every npm script. Plain JavaScript for whatever Node runs npm: installs what is missing from the
 * lockfile, then runs the real tool with Node 22 or newer.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const leastNode = 22;
const commands = {
  start: 'tools/start.ts',
  test: 'tools/test.ts',
  dev: 'tools/dev.ts',
  build: 'tools/build.ts',
  check: 'tools/check.ts',
  unpack: 'tools/unpack.ts',
  'audit:verify': 'tools/audit-verify.ts',
  'audit:erase': 'tools/audit-erase.ts',
  'operator:grant': 'tools/operator-grant.ts',
  'check:dependencies': 'tools/check-dependencies.ts',
  'check:production': 'tools/check-production.ts',
  'bench:open': 'test/bench/open.ts',
  'bench:ingest': 'test/bench/ingest.ts',
  'bench:upload': 'test/bench/upload.ts',
  'bench:scroll': 'test/bench/scroll.ts',
};

const [command = '', ...parameters] = process.argv.slice(2).filter((part) => part !== '--');
const script = commands[command];
if (script === undefined) {
  console.error(`Usage: node tools/bootstrap.mjs ${Object.keys(commands).join('|')}`);
  process.exit(2);
}
if (!isInstalled()) install();
run(findNode(), [join(root, script), ...parameters]);

/** Whether node_modules holds what package-lock.json says; packages for other platforms may be absent. */
function isInstalled() {
  const note = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(note, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, link, optional, devOptional }]) => {
    if (!path.includes('node_modules/') || link) return true;
    const found = present[path];
    if (found === undefined) return Boolean(optional || devOptional);
    return found.version === version;
  });
}

function install() {
  console.error('Installing the packages of package-lock.json (about half a minute) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--no-progress', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (done.status === 0) return;
  console.error('npm ci failed: is the npm registry within reach?');
  process.exit(1);
}

/** Node from the packages (Linux), else the one that runs this. */
function findNode() {
  for (const node of [join(root, 'node_modules', '.bin', 'node'), process.execPath]) {
    const version = existsSync(node)
      ? spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout
      : undefined;
    if (Number(/^v(\d+)/.exec(version ?? '')?.[1]) >= leastNode) return node;
  }
  console.error(
    `Node ${leastNode} or newer is needed and this is ${process.version}: install it from https://nodejs.org.`,
  );
  process.exit(1);
}

/** Signals go on to the tool, which stops its own children; we end when it has. */
function run(node, argv) {
  const path = `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`;
  const tool = spawn(node, argv, { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => tool.kill(signal));
  tool.on('exit', (code) => process.exit(code ?? 1));
}

/** `npm run check`: format, lint with type information, types, import rules, unused code; two at a time. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './stack/directories.ts';

const typeProjects = ['.', 'shared', 'functions', 'web', 'web/tsconfig.worker.json', 'tools', 'test'];
const atOnce = 2;

interface Step {
  name: string;
  /** A script below node_modules, and its parameters. */
  script: string;
  parameters: readonly string[];
}

const steps: Step[] = [
  { name: 'lint', script: 'eslint/bin/eslint.js', parameters: ['.', '--max-warnings=0'] },
  { name: 'format', script: 'prettier/bin/prettier.cjs', parameters: ['--check', '--log-level=warn', '.'] },
  ...typeProjects.map((project) => ({
    name: `types of ${project}`,
    script: 'typescript/bin/tsc',
    parameters: ['-p', project],
  })),
  {
    name: 'imports',
    script: 'dependency-cruiser/bin/dependency-cruiser.mjs',
    parameters: ['shared/src', 'functions/src', 'web/src', 'tools', 'test', '--output-type', 'err'],
  },
  { name: 'unused code', script: 'knip/bin/knip.js', parameters: ['--no-progress'] },
];

function run({ script, parameters }: Step): Promise<{ ok: boolean; output: string }> {
  const child = spawn(process.execPath, [join(root, 'node_modules', script), ...parameters], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      resolve({ ok: code === 0, output });
    });
  });
}

const waiting = [...steps];
const failed: string[] = [];

async function worker(): Promise<void> {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    const startedMs = performance.now();
    const { ok, output } = await run(step);
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${step.name} (${seconds} s)`);
    if (!ok) {
      console.log(output.trimEnd());
      failed.push(step.name);
    }
  }
}

await Promise.all(Array.from({ length: atOnce }, worker));
if (failed.length > 0) {
  console.log(`\nFailed: ${failed.join(', ')}`);
  process.exitCode = 1;
}

import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';

const politeMs = 30_000;

export interface Child {
  process: ChildProcess;
  /** Resolves with the exit code; 1 for a signal. */
  exited: Promise<number>;
  /** SIGINT, and after half a minute SIGKILL for the whole group; resolves when it is gone. */
  stop(): Promise<void>;
}

export interface ChildOptions {
  cwd: string;
  environment: NodeJS.ProcessEnv;
  /** File that its output is added to. */
  log?: string | undefined;
  onLine?: (line: string) => void;
}

/** Starts a program in a process group of its own: Ctrl-C in the terminal reaches only us, and we stop it in order. */
export function startChild(command: string, parameters: readonly string[], options: ChildOptions): Child {
  const log = options.log === undefined ? undefined : createWriteStream(options.log, { flags: 'a' });
  const child = spawn(command, parameters, {
    cwd: options.cwd,
    env: options.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let rest = '';
  const take = (chunk: Buffer) => {
    log?.write(chunk);
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) options.onLine?.(line);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const exited = new Promise<number>((resolve) => {
    child.once('error', () => {
      resolve(1);
    });
    child.once('close', (code) => {
      log?.end();
      resolve(code ?? 1);
    });
  });
  return { process: child, exited, stop: () => stopChild(child, exited) };
}

async function stopChild(child: ChildProcess, exited: Promise<number>): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const group = -child.pid;
  child.kill('SIGINT');
  const killer = setTimeout(() => {
    try {
      process.kill(group, 'SIGKILL');
    } catch {
      // It ended between the check and the signal.
    }
  }, politeMs);
  await exited;
  clearTimeout(killer);
}

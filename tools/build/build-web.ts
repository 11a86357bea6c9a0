import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from '../stack/children.ts';
import { root } from '../stack/directories.ts';

const webFolder = join(root, 'web');

export function webExists(): boolean {
  return existsSync(join(webFolder, 'index.html'));
}

export interface WebBuild {
  /** Rejects with Vite's last words where the app does not build. */
  done: Promise<void>;
  stop(): Promise<void>;
}

/** Vite's production build; `environment` carries the VITE_* configuration of whom it is built for. */
export function startWebBuild(
  outputFolder: string,
  environment: Record<string, string>,
  log?: string,
): WebBuild {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const lines: string[] = [];
  const child = startChild(
    process.execPath,
    [vite, 'build', '--outDir', outputFolder, '--emptyOutDir', '--logLevel', 'warn'],
    {
      cwd: webFolder,
      environment: { ...process.env, ...environment },
      log,
      onLine: (line) => lines.push(line),
    },
  );
  const done = child.exited.then((code) => {
    if (code !== 0) throw new Error(`The web app does not build:\n${lines.slice(-30).join('\n')}`);
  });
  // Whoever starts it waits for other things first; a failure is seen when it is asked for.
  done.catch(() => undefined);
  return { done, stop: () => child.stop() };
}

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromiumPath } from '../../test/support/chromium.ts';
import { UserError } from '../stack/user-error.ts';

/** Installs Debian's Chromium where the browser tests would find none and the user may; else says what to do. */
export function ensureChromium(progress: (line: string) => void): void {
  if (isThere()) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new UserError(
      'The browser tests need Chromium: install it (Debian: sudo apt-get install chromium) or set CHROMIUM_PATH.',
    );
  }
  progress('Installing Chromium from Debian’s packages …');
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const step of [['update'], ['install', '--yes', '--no-install-recommends', 'chromium']]) {
    const done = spawnSync('apt-get', ['-qq', ...step], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: environment,
    });
    if (done.status !== 0) {
      throw new UserError(`apt-get ${step[0] ?? ''} failed: install Chromium by hand or set CHROMIUM_PATH.`);
    }
  }
}

function isThere(): boolean {
  try {
    chromiumPath();
    return true;
  } catch {
    return false;
  }
}

import type { Stack } from './start-stack.ts';
import { UserError } from './user-error.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a stack until a signal comes or it fails, then stops it and ends the process. A signal while it is
 * still starting waits for the start, since a half-started emulator suite cannot be stopped cleanly.
 */
export async function runUntilStopped(
  start: (progress: (line: string) => void) => Promise<Stack>,
): Promise<never> {
  let stopRequested: () => void;
  const requested = new Promise<void>((resolve) => (stopRequested = resolve));
  void requested.then(() => {
    console.error('Stopping …');
  });
  for (const signal of signals) {
    process.on(signal, () => {
      stopRequested();
    });
  }
  let code = 0;
  try {
    const stack = await start((line) => {
      console.error(line);
    });
    const reason = await Promise.race([requested, stack.failed]);
    if (typeof reason === 'string') {
      console.error(reason);
      code = 1;
    }
    await stack.stop();
  } catch (error) {
    report(error);
    code = 1;
  }
  process.exit(code);
}

/** One line for what the user can mend, everything for what only a developer can. */
export function report(error: unknown): void {
  console.error(error instanceof UserError ? error.message : error);
}

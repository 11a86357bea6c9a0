/** What was opened from this computer: one scanner for the page's life, so that going back shows the list again. */
import { wrap } from 'comlink';
import { browserClock } from '../../intake/browser-clock.ts';
import { createScanner, type ScanPurpose, type Scanner } from '../../intake/core/scanner.ts';
import { limits } from '@pacs/shared/limits';
import type { LocalWork } from './local-work.ts';

const workerCount = 2;

/** Whatever fits in memory can be looked at; nothing is sent, so nothing needs a digest. */
const toLookAt: ScanPurpose = {
  refuse: ({ bytes }) => (bytes > limits.instanceMaxBytes ? 'image-too-large' : undefined),
  digests: false,
};

let workers: LocalWork[] | undefined;
let scanner: Scanner | undefined;

export const localWorkers = (): LocalWork[] =>
  (workers ??= Array.from({ length: workerCount }, () =>
    wrap<LocalWork>(
      new Worker(new URL('./local.worker.ts', import.meta.url), { type: 'module', name: 'local' }),
    ),
  ));

export const localScanner = (): Scanner =>
  (scanner ??= createScanner(localWorkers(), browserClock, toLookAt));

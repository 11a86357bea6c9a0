import { createHash } from 'node:crypto';
import { getFunctions } from 'firebase-admin/functions';
import type { ExportQueue } from '../core/account/export/export-ports.ts';
import { app } from './clients.ts';
import { isThereAlready } from './transcode-queue.ts';

/** Seconds that one part may take: the function's own timeout. */
export const exportTimeoutSeconds = 1_500;

export function exportTaskQueue(region: string): ExportQueue {
  return {
    async enqueue(exportId, step) {
      const queue = getFunctions(app()).taskQueue<{ exportId: string }>(
        `locations/${region}/functions/makeExport`,
      );
      const id = createHash('sha256').update(`${exportId}|${step}`).digest('hex');
      try {
        await queue.enqueue({ exportId }, { id, dispatchDeadlineSeconds: exportTimeoutSeconds });
      } catch (cause) {
        if (!isThereAlready(cause)) throw cause;
      }
    },
  };
}

import { createHash } from 'node:crypto';
import { getFunctions } from 'firebase-admin/functions';
import type { PackToTranscode, TranscodeQueue } from '../core/ports.ts';
import { app } from './clients.ts';

/** Seconds that a dispatch may take: the function's own timeout. */
export const transcodeTimeoutSeconds = 540;

/** Cloud Tasks refuses a name for an hour or more after the task of that name has run: whoever comes later, the sweep serves. */
const taskId = ({ studyId, incarnation, pack }: PackToTranscode) =>
  createHash('sha256').update(`${studyId}|${incarnation}|${pack}`).digest('hex');

export const isThereAlready = (cause: unknown) =>
  cause instanceof Error && 'code' in cause && cause.code === 'functions/task-already-exists';

export function taskQueue(region: string): TranscodeQueue {
  return {
    async enqueue(pack) {
      const queue = getFunctions(app()).taskQueue<PackToTranscode>(
        `locations/${region}/functions/transcodeStudy`,
      );
      try {
        await queue.enqueue(pack, { id: taskId(pack), dispatchDeadlineSeconds: transcodeTimeoutSeconds });
      } catch (cause) {
        if (!isThereAlready(cause)) throw cause;
      }
    },
  };
}

import { z } from 'zod';
import { transcodePack } from '../core/transcode/transcode-pack.ts';
import { logFailure, logInfo } from '../log.ts';
import { ingestPorts } from '../wiring-ingest.ts';

const Task = z.object({ studyId: z.string(), incarnation: z.string(), pack: z.string() });

/** Rejects where a retry can mend it: the task then comes again. */
export async function transcodeStudy(data: unknown): Promise<void> {
  const task = Task.parse(data);
  const startedAtMs = Date.now();
  try {
    const result = await transcodePack(ingestPorts(), task);
    logInfo(`pack ${result}`, {
      function: 'transcodeStudy',
      studyId: task.studyId,
      durationMs: Date.now() - startedAtMs,
    });
  } catch (cause) {
    logFailure('transcodeStudy', 'internal', cause, { studyId: task.studyId });
    throw cause;
  }
}

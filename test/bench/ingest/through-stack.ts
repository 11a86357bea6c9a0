/** The whole stack: from the upload's last byte to the study that the list calls ready. */
import { randomBytes } from 'node:crypto';
import { callFunction } from '../../../tools/seed/callable-client.ts';
import { createUser } from '../../../tools/seed/create-user.ts';
import { uploadStudy } from '../../../tools/seed/upload-study.ts';
import { waitForIngest } from '../../../tools/seed/wait-for-ingest.ts';
import { startStack } from '../../../tools/stack/start-stack.ts';
import { longSeries } from './long-series.ts';

const instances = 200;
const rounds = 3;

export async function measureStack(): Promise<Record<string, unknown>> {
  const stack = await startStack({
    suite: 'bench-ingest',
    portBase: 38_000,
    web: false,
    progress: (words) => {
      process.stderr.write(`${words}\n`);
    },
  });
  try {
    const password = randomBytes(12).toString('hex');
    const seconds: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const user = { email: `bench-${String(round)}@example.org`, password, displayName: 'Bench' };
      const { idToken } = await createUser(stack.info, user);
      for (const terms of ['professionalAdult', 'uploadGrounds'] as const)
        await callFunction(stack.info, idToken, 'acceptTerms', { terms, textVersion: 'bench' });
      const files = [...longSeries({ instances, size: 256, headerBytes: 0 })];
      const uploadId = await uploadStudy(
        stack.info,
        idToken,
        files.map((bytes, i) => ({ name: String(i), bytes })),
      );
      const begun = performance.now();
      await waitForIngest(stack.info, idToken, uploadId);
      seconds.push(Number(((performance.now() - begun) / 1000).toFixed(2)));
    }
    return { case: 'stack-200x256', instances, uploadFinishedToReadySeconds: seconds };
  } finally {
    await stack.stop();
  }
}

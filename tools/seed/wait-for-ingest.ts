import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { collections } from '@pacs/shared/paths';
import type { StackInfo } from '../stack/stack-info.ts';

const patienceMs = 120_000;
const pollMs = 250;
const Upload = z.object({ fields: z.object({ state: z.object({ stringValue: z.string() }) }) });

/** Resolves once every bundle of the upload has become part of its study. */
export async function waitForIngest(stack: StackInfo, idToken: string, uploadId: string): Promise<void> {
  const url = `http://${stack.origins.firestore}/v1/projects/${stack.projectId}/databases/(default)/documents/${collections.uploads}/${uploadId}`;
  const until = Date.now() + patienceMs;
  while (Date.now() < until) {
    const answer = await fetch(url, { headers: { authorization: `Bearer ${idToken}` } });
    if (!answer.ok) throw new Error(`the upload cannot be read: ${await answer.text()}`);
    if (Upload.parse(await answer.json()).fields.state.stringValue === 'finished') return;
    await pause(pollMs);
  }
  throw new Error('A study of the seed was not ingested within two minutes; the functions’ log may say why.');
}

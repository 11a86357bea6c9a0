import { z } from 'zod';
import { collections } from '@pacs/shared/paths';
import type { StackInfo } from '../../tools/stack/stack-info.ts';

const Answer = z.object({
  fields: z.object({
    studyIds: z.object({
      arrayValue: z.object({ values: z.array(z.object({ stringValue: z.string() })).default([]) }),
    }),
  }),
});

/** Studies that an upload became part of, read as its owner. */
export async function studyIdsOf(stack: StackInfo, idToken: string, uploadId: string): Promise<string[]> {
  const url = `http://${stack.origins.firestore}/v1/projects/${stack.projectId}/databases/(default)/documents/${collections.uploads}/${uploadId}`;
  const answer = await fetch(url, { headers: { authorization: `Bearer ${idToken}` } });
  if (!answer.ok) throw new Error(`the upload cannot be read: ${await answer.text()}`);
  return Answer.parse(await answer.json()).fields.studyIds.arrayValue.values.map(
    (value) => value.stringValue,
  );
}

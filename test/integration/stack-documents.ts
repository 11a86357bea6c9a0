/** What the stack's Firestore holds of one owner, and of nobody in particular, beside the studies' own documents. */
import { constants, gunzipSync } from 'node:zlib';
import { collections } from '@pacs/shared/paths';
import { z } from 'zod';
import { stackInfo } from '../support/stack.ts';

const asOperator = { authorization: 'Bearer owner', 'content-type': 'application/json' };
const Listed = z.object({
  documents: z
    .array(z.object({ name: z.string(), fields: z.record(z.string(), z.unknown()).default({}) }))
    .default([]),
  nextPageToken: z.string().optional(),
});
const Collections = z.object({ collectionIds: z.array(z.string()).default([]) });
type Found = z.infer<typeof Listed>['documents'];

const root = () => {
  const { origins, projectId } = stackInfo();
  return {
    origin: `http://${origins.firestore}/v1/`,
    name: `projects/${projectId}/databases/(default)/documents`,
  };
};

async function collectionsOf(parent: string): Promise<string[]> {
  const answer = await fetch(`${root().origin}${parent}:listCollectionIds`, {
    method: 'POST',
    headers: asOperator,
    body: '{}',
  });
  return Collections.parse(await answer.json()).collectionIds;
}

async function documentsOf(parent: string, collection: string): Promise<Found> {
  const found: Found = [];
  for (let page: string | undefined = ''; page !== undefined;) {
    const url = `${root().origin}${parent}/${collection}?pageSize=300&pageToken=${encodeURIComponent(page)}`;
    const listed: z.infer<typeof Listed> = Listed.parse(
      await (await fetch(url, { headers: asOperator })).json(),
    );
    found.push(...listed.documents);
    page = listed.nextPageToken;
  }
  return found;
}

/** A part of a manifest may end within its gzip. */
const untilItsEnd = { finishFlush: constants.Z_SYNC_FLUSH };

/** Bytes as the text that they hold; they may be gzip of it, several one after the other. */
function readable(key: string, value: unknown): unknown {
  if (key !== 'bytesValue' || typeof value !== 'string') return value;
  const bytes = Buffer.from(value, 'base64');
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, untilItsEnd) : bytes).toString('latin1');
}

/** Names and fields, as text: other owners' documents, and those that hold an identity, are left out. */
export async function documentsOutsideStudies(ownerUid: string): Promise<string> {
  const texts: string[] = [];
  const visit = async (parent: string): Promise<void> => {
    for (const collection of await collectionsOf(parent))
      for (const { name, fields } of await documentsOf(parent, collection)) {
        const owner = (fields['ownerUid'] as { stringValue?: string } | undefined)?.stringValue;
        if (owner !== undefined && owner !== ownerUid) continue;
        const isStudy = parent === root().name && collection === collections.studies;
        texts.push(name, isStudy ? '' : JSON.stringify(fields, readable));
        if (owner !== undefined) await visit(name);
      }
  };
  await visit(root().name);
  return texts.join('\n');
}

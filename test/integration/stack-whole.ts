/** All that the emulators hold, past every rule: each document below each collection, each object, each account. */
import { z } from 'zod';
import { stackInfo } from '../support/stack.ts';

const asOperator = { authorization: 'Bearer owner', 'content-type': 'application/json' };

const Answers = z.array(z.looseObject({ document: z.looseObject({ name: z.string() }).optional() }));
const Objects = z.object({
  items: z.array(z.looseObject({ name: z.string() })).default([]),
  nextPageToken: z.string().optional(),
});
const Users = z.object({ userInfo: z.array(z.looseObject({ localId: z.string() })).default([]) });

export interface Found {
  /** As the table of what is kept names it: `studies`, a bucket, `auth`. */
  place: string;
  path: string;
  /** With everything in it. */
  text: string;
}

/** In one query: of no collection in particular, below all there is. */
async function* documents(): AsyncGenerator<Found> {
  const { origins, projectId } = stackInfo();
  const url = `http://${origins.firestore}/v1/projects/${projectId}/databases/(default)/documents:runQuery`;
  const structuredQuery = { from: [{ allDescendants: true }] };
  const answer = await fetch(url, {
    method: 'POST',
    headers: asOperator,
    body: JSON.stringify({ structuredQuery }),
  });
  for (const { document } of Answers.parse(await answer.json())) {
    if (document === undefined) continue;
    const path = document.name.split('/documents')[1] ?? '';
    yield { place: path.split('/')[1] ?? '', path, text: JSON.stringify(document) };
  }
}

async function* objectsIn(place: string, bucket: string): AsyncGenerator<Found> {
  let page = '';
  do {
    const url = `${stackInfo().origins.storageEmulator}/storage/v1/b/${bucket}/o?maxResults=1000&pageToken=${page}`;
    const { items, nextPageToken = '' } = Objects.parse(
      await (await fetch(url, { headers: asOperator })).json(),
    );
    for (const object of items) yield { place, path: object.name, text: JSON.stringify(object) };
    page = nextPageToken;
  } while (page !== '');
}

async function* accounts(): AsyncGenerator<Found> {
  const { origins, projectId } = stackInfo();
  const url = `${origins.auth}/identitytoolkit.googleapis.com/v1/projects/${projectId}/accounts:query`;
  const answer = await fetch(url, { method: 'POST', headers: asOperator, body: '{}' });
  for (const user of Users.parse(await answer.json()).userInfo)
    yield { place: 'auth', path: user.localId, text: JSON.stringify(user) };
}

/** All there is at this moment. */
export async function wholeStack(): Promise<Found[]> {
  const { buckets } = stackInfo();
  const sources = [
    documents(),
    objectsIn('studies bucket', buckets.studies),
    objectsIn('uploads bucket', buckets.uploads),
    accounts(),
  ];
  const found: Found[] = [];
  for (const source of sources) for await (const one of source) found.push(one);
  return found;
}

/** Whatever of it names one of these. */
export const naming = (whole: readonly Found[], words: readonly string[]): Found[] =>
  whole.filter(({ path, text }) => words.some((word) => path.includes(word) || text.includes(word)));

/** All that the emulators hold, past every rule: each document below each collection, each object, each account. */
import { z } from 'zod';
import { stackInfo } from '../support/stack.ts';

const asOperator = { authorization: 'Bearer owner', 'content-type': 'application/json' };

const Collections = z.object({
  collectionIds: z.array(z.string()).default([]),
  nextPageToken: z.string().optional(),
});
const Documents = z.object({
  documents: z.array(z.looseObject({ name: z.string() })).default([]),
  nextPageToken: z.string().optional(),
});
const Objects = z.object({
  items: z.array(z.looseObject({ name: z.string() })).default([]),
  nextPageToken: z.string().optional(),
});
const Users = z.object({ userInfo: z.array(z.looseObject({ localId: z.string() })).default([]) });

interface Found {
  /** As the table of what is kept names it: `studies`, a bucket, `auth`. */
  place: string;
  path: string;
  /** With everything in it. */
  text: string;
}

const root = () => {
  const { origins, projectId } = stackInfo();
  return `http://${origins.firestore}/v1/projects/${projectId}/databases/(default)/documents`;
};

async function collectionsOf(parent: string): Promise<string[]> {
  const answer = await fetch(`${root()}${parent}:listCollectionIds`, {
    method: 'POST',
    headers: asOperator,
    body: JSON.stringify({ pageSize: 300 }),
  });
  return Collections.parse(await answer.json()).collectionIds;
}

/** Also documents that are missing and have something below them. */
async function* documentsBelow(parent: string, place?: string): AsyncGenerator<Found> {
  for (const collection of await collectionsOf(parent)) {
    let page = '';
    do {
      const url = `${root()}${parent}/${collection}?pageSize=300&showMissing=true&pageToken=${page}`;
      const { documents, nextPageToken = '' } = Documents.parse(
        await (await fetch(url, { headers: asOperator })).json(),
      );
      for (const document of documents) {
        const path = document.name.split('/documents')[1] ?? '';
        const at = place ?? collection;
        if ('fields' in document) yield { place: at, path, text: JSON.stringify(document) };
        yield* documentsBelow(path, at);
      }
      page = nextPageToken;
    } while (page !== '');
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

/** Whatever names one of these, anywhere. */
export async function whereNamed(words: readonly string[]): Promise<Found[]> {
  const { buckets } = stackInfo();
  const found: Found[] = [];
  const sources = [
    documentsBelow(''),
    objectsIn('studies bucket', buckets.studies),
    objectsIn('uploads bucket', buckets.uploads),
    accounts(),
  ];
  for (const source of sources)
    for await (const one of source)
      if (words.some((word) => one.path.includes(word) || one.text.includes(word))) found.push(one);
  return found;
}

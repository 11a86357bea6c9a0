import { type RulesTestEnvironment, assertFails, assertSucceeds } from '@firebase/rules-unit-testing';
import { type Firestore, doc, setDoc } from 'firebase/firestore';
import {
  type FirebaseStorage,
  type UploadMetadata,
  deleteObject,
  getBytes,
  getMetadata,
  list,
  listAll,
  ref,
  updateMetadata,
  uploadBytes,
} from 'firebase/storage';
import { afterAll, beforeAll, test } from 'vitest';
import { stackNowMs } from '../support/clock.ts';
import { stackInfo } from '../support/stack.ts';
import { randomId, rulesEnvironment } from './environment.ts';

const owner = `owner-${randomId()}`;
const other = `other-${randomId()}`;
const bytes = 100;
const content = new Uint8Array(bytes);
const zip: UploadMetadata = { contentType: 'application/zip' };

let environment: RulesTestEnvironment;
let asOwner: FirebaseStorage;
let asOther: FirebaseStorage;
let asNobody: FirebaseStorage;

beforeAll(async () => {
  environment = await rulesEnvironment();
  asOwner = storageOf(owner);
  asOther = storageOf(other);
  asNobody = environment.unauthenticatedContext().storage(uploadsBucket());
  for (const uid of [owner, other]) await userDocument(uid);
});

afterAll(() => environment.cleanup());

const uploadsBucket = () => `gs://${stackInfo().buckets.uploads}`;
const storageOf = (uid: string, bucket = uploadsBucket()) =>
  environment.authenticatedContext(uid).storage(bucket) as unknown as FirebaseStorage;

const userDocument = (uid: string, fields: Record<string, unknown> = {}) =>
  environment.withSecurityRulesDisabled(async (context) => {
    const db = context.firestore() as unknown as Firestore;
    await setDoc(doc(db, 'users', uid), { createdAtMs: 1, ...fields });
  });

/** A ticket that awaits one bundle; answers with the object's name. */
async function ticket(change: Record<string, unknown> = {}, state = 'awaited'): Promise<string> {
  const uploadId = randomId();
  await environment.withSecurityRulesDisabled(async (context) => {
    const db = context.firestore() as unknown as Firestore;
    await setDoc(doc(db, 'uploads', uploadId), {
      ownerUid: owner,
      state: 'open',
      bucket: stackInfo().buckets.uploads,
      expiresAtMs: stackNowMs() + 3_600_000,
      bundles: { b1: { bytes, state } },
      ...change,
    });
  });
  return `${uploadId}/b1`;
}

const put = (storage: FirebaseStorage, name: string, data = content, metadata = zip) =>
  uploadBytes(ref(storage, name), data, metadata);

test.each(['application/zip', 'application/dicom', 'application/octet-stream'])(
  'the ticket’s owner creates the announced object as %s',
  async (contentType) => {
    await assertSucceeds(put(asOwner, await ticket(), content, { contentType }));
  },
);

test('nobody else does: not another user, not without an account', async () => {
  await assertFails(put(asOther, await ticket()));
  await assertFails(put(asNobody, await ticket()));
});

test('a sign-in of before its owner signed out everywhere uploads nothing, one of after does', async () => {
  const leaver = `left-${randomId()}`;
  await userDocument(leaver, { sessionsFromMs: 2_000_000 });
  const since = (authTime: number) =>
    environment
      .authenticatedContext(leaver, { auth_time: authTime })
      .storage(uploadsBucket()) as unknown as FirebaseStorage;
  await assertFails(put(since(1_999), await ticket({ ownerUid: leaver })));
  await assertSucceeds(put(since(2_000), await ticket({ ownerUid: leaver })));
});

test('without the document of an account there is no upload', async () => {
  const unknown = `unknown-${randomId()}`;
  await assertFails(put(storageOf(unknown), await ticket({ ownerUid: unknown })));
});

test('without a ticket there is no upload', async () => {
  await assertFails(put(asOwner, `${randomId()}/b1`));
});

test('a name the ticket does not name is refused, at any depth', async () => {
  const name = await ticket();
  await assertFails(put(asOwner, name.replace('/b1', '/b2')));
  await assertFails(put(asOwner, `${name}/more`));
  await assertFails(put(asOwner, 'b1'));
  await assertFails(put(asOwner, name.replace('/b1', '/../b1')));
});

test.each<[string, Uint8Array]>([
  ['larger', new Uint8Array(bytes + 1)],
  ['smaller', new Uint8Array(bytes - 1)],
  ['empty', new Uint8Array()],
])('an object %s than announced is refused', async (_what, data) => {
  await assertFails(put(asOwner, await ticket(), data as Uint8Array<ArrayBuffer>));
});

test('an announced empty object is refused too', async () => {
  const name = await ticket({ bundles: { b1: { bytes: 0, state: 'awaited' } } });
  await assertFails(put(asOwner, name, new Uint8Array()));
});

test.each<[string, UploadMetadata]>([
  ['a type of its own', { contentType: 'text/html' }],
  ['an image', { contentType: 'image/png' }],
  ['a type with parameters', { contentType: 'application/zip; charset=utf-8' }],
  ['an encoding', { contentType: 'application/zip', contentEncoding: 'gzip' }],
])('an object with %s is refused', async (_what, metadata) => {
  await assertFails(put(asOwner, await ticket(), content, metadata));
});

test.each<[string, Record<string, unknown>]>([
  ['finished', { state: 'finished' }],
  ['cancelled', { state: 'cancelled' }],
  ['expired', { expiresAtMs: 1 }],
  ['for another bucket', { bucket: 'elsewhere' }],
  ['without its fields', { bundles: {} }],
  ['malformed', { bundles: 'b1' }],
])('a ticket that is %s opens nothing', async (_what, change) => {
  await assertFails(put(asOwner, await ticket(change)));
});

test.each(['ingested', 'failed'])('a bundle that is %s is not taken again', async (state) => {
  await assertFails(put(asOwner, await ticket({}, state)));
});

test('an object that is there is not overwritten', async () => {
  const name = await ticket();
  await assertSucceeds(put(asOwner, name));
  await assertFails(put(asOwner, name));
});

test('nobody reads, lists, changes or deletes, the owner neither', async () => {
  const name = await ticket();
  await assertSucceeds(put(asOwner, name));
  const [uploadId = ''] = name.split('/');
  for (const storage of [asOwner, asOther, asNobody]) {
    await assertFails(getBytes(ref(storage, name)));
    await assertFails(getMetadata(ref(storage, name)));
    await assertFails(updateMetadata(ref(storage, name), { contentType: 'application/dicom' }));
    await assertFails(deleteObject(ref(storage, name)));
    await assertFails(listAll(ref(storage, uploadId)));
    await assertFails(list(ref(storage), { maxResults: 1 }));
  }
});

test('the second bucket takes nothing and gives nothing', async () => {
  const bucket = stackInfo().buckets.studies;
  const studies = storageOf(owner, `gs://${bucket}`);
  const name = await ticket();
  await assertFails(put(studies, name));
  await assertFails(getBytes(ref(studies, name)));
  await assertFails(listAll(ref(studies)));
});

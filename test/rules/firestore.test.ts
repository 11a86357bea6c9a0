import { type RulesTestEnvironment, assertFails, assertSucceeds } from '@firebase/rules-unit-testing';
import {
  type Firestore,
  addDoc,
  collection,
  collectionGroup,
  deleteDoc,
  doc,
  documentId,
  getDoc,
  getDocs,
  limit,
  orderBy,
  query,
  setDoc,
  setLogLevel,
  updateDoc,
  where,
} from 'firebase/firestore';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomId, rulesEnvironment } from './environment.ts';

const owner = `owner-${randomId()}`;
const other = `other-${randomId()}`;
const id = randomId();

// Refusals are what is asked for here; the SDK would print each as a warning.
setLogLevel('silent');

let environment: RulesTestEnvironment;
let asOwner: Firestore;
let asOther: Firestore;
let asNobody: Firestore;

/** Documents of one owner, and those that are no client's at all. */
const owned = ['studies', 'uploads', 'links', 'audit', 'alerts', 'outbox', 'exports'] as const;
const seal = 'auditSeals/000000001';
const hidden = [
  `ownerKeys/${owner}`,
  `studies/${id}/manifests/000001`,
  `links/${id}/sessions/${id}`,
  `links/${id}/views/${id}`,
  `links/${id}/tries/0-1`,
  `links/${id}/secrets/passcode`,
  `rightsTokens/${id}`,
  `rightsRequests/${id}/private/person`,
  `rightsRequests/${id}/entries/000001`,
  `links/${id}/secrets/ids`,
  `rates/${id}`,
  `consentProofs/${id}.1`,
  `receipts/${id}`,
  seal,
  `anything/${id}`,
];

beforeAll(async () => {
  environment = await rulesEnvironment();
  const firestoreOf = (uid: string) =>
    environment.authenticatedContext(uid).firestore() as unknown as Firestore;
  asOwner = firestoreOf(owner);
  asOther = firestoreOf(other);
  asNobody = environment.unauthenticatedContext().firestore() as unknown as Firestore;
  await environment.withSecurityRulesDisabled(async (context) => {
    const db = context.firestore() as unknown as Firestore;
    await setDoc(doc(db, 'users', owner), { createdAtMs: 1 });
    for (const name of owned)
      await setDoc(doc(db, name, id), {
        ownerUid: owner,
        state: 'open',
        studyId: id,
        atMs: 1,
        createdAtMs: 1,
      });
    for (const path of hidden) await setDoc(doc(db, path), { ownerUid: owner });
  });
});

afterAll(async () => {
  // A seal that no sealer made keeps those of other files from making theirs.
  await environment.withSecurityRulesDisabled(async (context) => {
    await deleteDoc(doc(context.firestore() as unknown as Firestore, seal));
  });
  await environment.cleanup();
});

const clients = () =>
  [
    ['owner', asOwner],
    ['another user', asOther],
    ['nobody', asNobody],
  ] as const;

describe('users', () => {
  test('the user reads their own document', async () => {
    await assertSucceeds(getDoc(doc(asOwner, 'users', owner)));
    await assertSucceeds(getDoc(doc(asOther, 'users', other)));
  });

  test('nobody else does, and nobody lists users', async () => {
    await assertFails(getDoc(doc(asOther, 'users', owner)));
    await assertFails(getDoc(doc(asNobody, 'users', owner)));
    for (const [, db] of clients()) await assertFails(getDocs(collection(db, 'users')));
    await assertFails(getDocs(query(collection(asOwner, 'users'), where(documentId(), '==', owner))));
  });
});

describe.each(owned)('%s', (name) => {
  test('the owner gets and lists their own', async () => {
    await assertSucceeds(getDoc(doc(asOwner, name, id)));
    const own = await assertSucceeds(
      getDocs(query(collection(asOwner, name), where('ownerUid', '==', owner))),
    );
    expect(own.size).toBeGreaterThan(0);
  });

  test('others and anonymous get nothing, be it there or not', async () => {
    await assertFails(getDoc(doc(asOther, name, id)));
    await assertFails(getDoc(doc(asNobody, name, id)));
    await assertFails(getDoc(doc(asOther, name, 'missing')));
    await assertFails(getDoc(doc(asNobody, name, 'missing')));
  });

  test('a query is refused unless it asks for the caller’s own alone', async () => {
    await assertFails(getDocs(collection(asOwner, name)));
    await assertFails(getDocs(query(collection(asOwner, name), limit(1))));
    await assertFails(getDocs(query(collection(asOwner, name), orderBy('createdAtMs'))));
    await assertFails(getDocs(query(collection(asOwner, name), where('ownerUid', '>=', owner))));
    await assertFails(getDocs(query(collection(asOwner, name), where('ownerUid', 'in', [owner, other]))));
    await assertFails(getDocs(query(collection(asOwner, name), where('studyId', '==', id))));
    await assertFails(getDocs(query(collection(asOther, name), where('ownerUid', '==', owner))));
    await assertFails(getDocs(query(collection(asNobody, name), where('ownerUid', '==', owner))));
    await assertFails(getDocs(query(collectionGroup(asOwner, name), where('ownerUid', '==', owner))));
  });

  test('no client writes, not even what is theirs', async () => {
    for (const [, db] of clients()) {
      await assertFails(setDoc(doc(db, name, randomId()), { ownerUid: owner }));
      await assertFails(addDoc(collection(db, name), { ownerUid: other }));
      await assertFails(setDoc(doc(db, name, id), { ownerUid: other }));
      await assertFails(updateDoc(doc(db, name, id), { state: 'ready' }));
      await assertFails(deleteDoc(doc(db, name, id)));
    }
  });
});

test('a user cannot attest by writing their document', async () => {
  for (const [, db] of clients()) {
    await assertFails(setDoc(doc(db, 'users', owner), { professionalAdult: { atMs: 1, textVersion: '1' } }));
    await assertFails(updateDoc(doc(db, 'users', owner), { createdAtMs: 2 }));
    await assertFails(deleteDoc(doc(db, 'users', owner)));
  }
  await assertFails(setDoc(doc(asOther, 'users', other), { createdAtMs: 1 }));
});

describe('the wish to delete an account', () => {
  test('is seen by whose account it is, written by no client', async () => {
    await environment.withSecurityRulesDisabled(async (context) => {
      await setDoc(doc(context.firestore() as unknown as Firestore, 'deletions', owner), { dueMs: 1 });
    });
    await assertSucceeds(getDoc(doc(asOwner, 'deletions', owner)));
    await assertFails(getDoc(doc(asOther, 'deletions', owner)));
    await assertFails(getDocs(collection(asOwner, 'deletions')));
    await assertFails(setDoc(doc(asOther, 'deletions', other), { dueMs: 1 }));
    await assertFails(deleteDoc(doc(asOwner, 'deletions', owner)));
  });
});

describe('after signing out everywhere', () => {
  const signedOut = `left-${randomId()}`;
  const since = (authTime: number) =>
    environment.authenticatedContext(signedOut, { auth_time: authTime }).firestore() as unknown as Firestore;

  test('a sign-in of before reads nothing, one of after reads what is its own', async () => {
    const study = randomId();
    await environment.withSecurityRulesDisabled(async (context) => {
      const db = context.firestore() as unknown as Firestore;
      await setDoc(doc(db, 'users', signedOut), { createdAtMs: 1, sessionsFromMs: 2_000_000 });
      await setDoc(doc(db, 'studies', study), { ownerUid: signedOut });
      await setDoc(doc(db, 'studies', study, 'annotations', 'series'), { ownerUid: signedOut });
    });
    const reads = (db: Firestore): (() => Promise<unknown>)[] => [
      () => getDoc(doc(db, 'users', signedOut)),
      () => getDoc(doc(db, 'studies', study)),
      () => getDocs(query(collection(db, 'studies'), where('ownerUid', '==', signedOut))),
      () => getDoc(doc(db, 'studies', study, 'annotations', 'series')),
    ];
    for (const read of reads(since(1_999))) await assertFails(read());
    for (const read of reads(since(2_000))) await assertSucceeds(read());
  });
});

describe('annotations of a study', () => {
  const path = `studies/${id}/annotations`;
  beforeAll(() =>
    environment.withSecurityRulesDisabled(async (context) => {
      const db = context.firestore() as unknown as Firestore;
      await setDoc(doc(db, path, 'series'), { ownerUid: owner, rev: 1, items: [] });
      await setDoc(doc(db, path, 'ownerless'), { rev: 1, items: [] });
      await setDoc(doc(db, path, 'malformed'), { ownerUid: [owner] });
    }),
  );

  test('are read and listed by their owner alone', async () => {
    await assertSucceeds(getDoc(doc(asOwner, path, 'series')));
    const own = await assertSucceeds(
      getDocs(query(collection(asOwner, path), where('ownerUid', '==', owner))),
    );
    expect(own.docs.map((found) => found.id)).toEqual(['series']);
    for (const db of [asOther, asNobody]) {
      await assertFails(getDoc(doc(db, path, 'series')));
      await assertFails(getDoc(doc(db, path, 'missing')));
      await assertFails(getDocs(query(collection(db, path), where('ownerUid', '==', owner))));
      await assertFails(getDocs(query(collectionGroup(db, 'annotations'), where('ownerUid', '==', owner))));
    }
    await assertFails(getDocs(collection(asOwner, path)));
  });

  test('without a proper owner are nobody’s', async () => {
    for (const [, db] of clients())
      for (const name of ['ownerless', 'malformed']) await assertFails(getDoc(doc(db, path, name)));
  });

  test('are written by no client', async () => {
    for (const [, db] of clients()) {
      await assertFails(setDoc(doc(db, path, 'series'), { ownerUid: owner, rev: 2, items: [] }));
      await assertFails(setDoc(doc(db, path, randomId()), { ownerUid: owner }));
      await assertFails(updateDoc(doc(db, path, 'series'), { rev: 9 }));
      await assertFails(deleteDoc(doc(db, path, 'series')));
    }
  });
});

test.each(hidden)('%s is for the functions alone', async (path) => {
  for (const [, db] of clients()) {
    await assertFails(getDoc(doc(db, path)));
    await assertFails(setDoc(doc(db, path), { ownerUid: owner }));
    await assertFails(deleteDoc(doc(db, path)));
    const parent = path.split('/').slice(0, -1).join('/');
    await assertFails(getDocs(query(collection(db, parent), where('ownerUid', '==', owner))));
  }
});

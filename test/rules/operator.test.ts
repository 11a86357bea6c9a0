/** What the operator's claim opens: the queue without names, and days of usage. Nothing else, and nothing to write. */
import { type RulesTestEnvironment, assertFails, assertSucceeds } from '@firebase/rules-unit-testing';
import {
  type Firestore,
  collection,
  collectionGroup,
  deleteDoc,
  doc,
  getDoc,
  getDocs,
  limit,
  orderBy,
  query,
  setDoc,
  setLogLevel,
  where,
} from 'firebase/firestore';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomId, rulesEnvironment } from './environment.ts';

const id = randomId();
const request = `rightsRequests/${id}`;
// Of another time than what the product counts today.
const day = 'usageDays/1999-01-01';
const below = [`${request}/private/person`, `${request}/entries/000001`, `rightsTokens/${id}`];
const others = [
  `studies/${id}`,
  `uploads/${id}`,
  `links/${id}`,
  `audit/${id}`,
  `outbox/${id}`,
  `users/${id}`,
  `ownerKeys/${id}`,
];

setLogLevel('silent');
let environment: RulesTestEnvironment;
let operator: Firestore;
let strangers: Firestore[];

beforeAll(async () => {
  environment = await rulesEnvironment();
  const as = (claims?: Record<string, unknown>) =>
    environment.authenticatedContext(`someone-${id}`, claims).firestore() as unknown as Firestore;
  operator = as({ operator: true });
  strangers = [
    as(),
    as({ operator: false }),
    as({ operator: 'true' }),
    as({ operators: true }),
    environment.unauthenticatedContext().firestore() as unknown as Firestore,
  ];
  await environment.withSecurityRulesDisabled(async (context) => {
    const db = context.firestore() as unknown as Firestore;
    for (const path of [...below, ...others]) await setDoc(doc(db, path), { ownerUid: `another-${id}` });
    await setDoc(doc(db, request), { isOpen: true, dueAtMs: 1 });
    await setDoc(doc(db, day), { day: '1999-01-01', counts: {} });
  });
});

afterAll(async () => {
  await environment.withSecurityRulesDisabled(async (context) => {
    const db = context.firestore() as unknown as Firestore;
    for (const path of [...below, ...others, request, day]) await deleteDoc(doc(db, path));
  });
  await environment.cleanup();
});

const queue = (db: Firestore, most = 50) =>
  query(collection(db, 'rightsRequests'), where('isOpen', '==', true), orderBy('dueAtMs'), limit(most));
const days = (db: Firestore, most = 92) =>
  query(collection(db, 'usageDays'), where('day', '<=', '1999-12-31'), orderBy('day', 'desc'), limit(most));

test('an operator reads the queue and the days of usage, a hundred at a time at most', async () => {
  await assertSucceeds(getDoc(doc(operator, request)));
  await assertSucceeds(getDoc(doc(operator, day)));
  expect((await assertSucceeds(getDocs(queue(operator)))).size).toBeGreaterThan(0);
  expect((await assertSucceeds(getDocs(days(operator)))).size).toBe(1);
  await assertFails(getDocs(queue(operator, 101)));
  await assertFails(getDocs(days(operator, 101)));
  await assertFails(getDocs(collection(operator, 'rightsRequests')));
  await assertFails(getDocs(collection(operator, 'usageDays')));
});

test('nobody else does', async () => {
  for (const db of strangers) {
    await assertFails(getDoc(doc(db, request)));
    await assertFails(getDoc(doc(db, day)));
    await assertFails(getDocs(queue(db)));
    await assertFails(getDocs(days(db)));
  }
});

test.each([...below, ...others])('an operator does not read %s', async (path) => {
  await assertFails(getDoc(doc(operator, path)));
  const parent = path.split('/').slice(0, -1).join('/');
  await assertFails(getDocs(query(collection(operator, parent), limit(1))));
});

test('nor by collection groups, and writes nothing', async () => {
  for (const group of ['private', 'entries', 'rightsRequests'])
    await assertFails(getDocs(query(collectionGroup(operator, group), limit(1))));
  for (const path of [request, day, ...below, ...others]) {
    await assertFails(setDoc(doc(operator, path), { isOpen: false }));
    await assertFails(deleteDoc(doc(operator, path)));
  }
});

/** What tests do to a running stack from outside, over its REST doors. */
import { type Account, createUser } from '../../tools/seed/create-user.ts';
import { stackInfo } from './stack.ts';

export interface TestUser extends Account {
  email: string;
}

/** A new account in Auth's emulator, its address confirmed. */
export async function signUpUser(more: { operator?: boolean } = {}): Promise<TestUser> {
  const email = `${crypto.randomUUID()}@example.org`;
  const account = await createUser(stackInfo(), {
    email,
    password: 'correct horse battery',
    displayName: 'Test',
    ...more,
  });
  return { ...account, email };
}

/** Writes a document past the rules. */
export async function putDocument(path: string, fields: Record<string, unknown>): Promise<void> {
  const { origins, projectId } = stackInfo();
  const url = `http://${origins.firestore}/v1/projects/${projectId}/databases/(default)/documents/${path}`;
  const answer = await fetch(url, {
    method: 'PATCH',
    headers: { authorization: 'Bearer owner', 'content-type': 'application/json' },
    body: JSON.stringify({ fields: encodeFields(fields) }),
  });
  if (!answer.ok) throw new Error(`Firestore answered ${String(answer.status)}: ${await answer.text()}`);
}

/** Stores an object past the rules, as a function would. */
export async function putObject(
  bucket: string,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  contentType = 'application/octet-stream',
): Promise<void> {
  const url = `${stackInfo().origins.storageEmulator}/upload/storage/v1/b/${bucket}/o?uploadType=media&name=${encodeURIComponent(name)}`;
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': contentType }, body: bytes });
  if (!answer.ok) throw new Error(`Storage answered ${String(answer.status)}: ${await answer.text()}`);
}

function encodeFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, encodeValue(value)]));
}

function encodeValue(value: unknown): unknown {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { booleanValue: value };
  if (typeof value === 'number') {
    return Number.isInteger(value) ? { integerValue: String(value) } : { doubleValue: value };
  }
  if (Array.isArray(value)) return { arrayValue: { values: value.map(encodeValue) } };
  if (typeof value === 'object' && value !== null) {
    return { mapValue: { fields: encodeFields(value as Record<string, unknown>) } };
  }
  return { nullValue: null };
}

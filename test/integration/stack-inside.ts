/** A look into the emulators past every rule. */
import { z } from 'zod';
import { stackInfo } from '../support/stack.ts';

const asOperator = { authorization: 'Bearer owner' };

type Value = Record<string, unknown>;

function plain(value: Value): unknown {
  const [[kind, raw] = ['', undefined]] = Object.entries(value);
  if (kind === 'integerValue' || kind === 'doubleValue') return Number(raw);
  if (kind === 'mapValue') return plainFields((raw as { fields?: Record<string, Value> }).fields ?? {});
  if (kind === 'arrayValue') return ((raw as { values?: Value[] }).values ?? []).map(plain);
  return raw;
}

const plainFields = (fields: Record<string, Value>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plain(value)]));

const documents = () => {
  const { origins, projectId } = stackInfo();
  return `http://${origins.firestore}/v1/projects/${projectId}/databases/(default)/documents`;
};

const Fields = z.record(z.string(), z.record(z.string(), z.unknown()));
const Listed = z.object({
  documents: z.array(z.object({ name: z.string(), fields: Fields.default({}) })).default([]),
});

/** Undefined (as any field would be) where there is no such document. */
export async function documentFields(path: string): Promise<Record<string, unknown> | undefined> {
  const answer = await fetch(`${documents()}/${path}`, { headers: asOperator });
  if (answer.status === 404) return undefined;
  return plainFields(z.object({ fields: Fields }).parse(await answer.json()).fields);
}

/** Ids of a collection's documents; of one owner's where that is given. */
export async function collectionIds(path: string, ownerUid?: string): Promise<string[]> {
  const answer = await fetch(`${documents()}/${path}?pageSize=300`, { headers: asOperator });
  return Listed.parse(await answer.json())
    .documents.filter(
      ({ fields }) => ownerUid === undefined || fields['ownerUid']?.['stringValue'] === ownerUid,
    )
    .map(({ name }) => name.split('/').at(-1) ?? '');
}

const Objects = z.object({ items: z.array(z.object({ name: z.string() })).default([]) });

export async function listObjects(bucket: string, prefix: string): Promise<string[]> {
  const url = `${stackInfo().origins.storageEmulator}/storage/v1/b/${bucket}/o?prefix=${encodeURIComponent(prefix)}`;
  const answer = await fetch(url, { headers: asOperator });
  return Objects.parse(await answer.json()).items.map(({ name }) => name);
}

/** Names and metadata of every object. */
export async function objectsOf(bucket: string): Promise<unknown> {
  const url = `${stackInfo().origins.storageEmulator}/storage/v1/b/${bucket}/o`;
  return (await fetch(url, { headers: asOperator })).json();
}

export async function readObject(bucket: string, name: string): Promise<Uint8Array> {
  const url = `${stackInfo().origins.storageEmulator}/download/storage/v1/b/${bucket}/o/${encodeURIComponent(name)}?alt=media`;
  const answer = await fetch(url, { headers: asOperator });
  if (!answer.ok) throw new Error(`Storage answered ${String(answer.status)}`);
  return new Uint8Array(await answer.arrayBuffer());
}

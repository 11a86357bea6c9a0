/** The seed's studies, restored from a plain copy of the studies bucket. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { collections } from '@pacs/shared/paths';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createUser } from '../../tools/seed/create-user.ts';
import { seedStudies } from '../../tools/seed/seed-studies.ts';
import { seedUsers } from '../../tools/seed/seed.ts';
import { findPacks } from '../../tools/unpack/find-packs.ts';
import { unpackPack } from '../../tools/unpack/unpack-pack.ts';
import { readDocuments } from '../support/read-documents.ts';
import { stackInfo } from '../support/stack.ts';

const { origins, buckets } = stackInfo();
const Objects = z.object({ items: z.array(z.object({ name: z.string() })).default([]) });
const Ownership = z.object({ incarnation: z.string() });

/** Copies the objects of every study of an owner, as `gcloud storage cp -r` would. */
async function copyStudiesOf(ownerUid: string, folder: string): Promise<void> {
  const studies = await readDocuments(collections.studies, 'ownerUid', ownerUid);
  const incarnations = studies.map((study) => Ownership.parse(study).incarnation);
  const bucket = `${origins.storageEmulator}/storage/v1/b/${buckets.studies}/o`;
  const { items } = Objects.parse(await (await fetch(bucket)).json());
  for (const { name } of items.filter((item) => incarnations.some((id) => item.name.includes(`/${id}/`)))) {
    const object = `${origins.storageEmulator}/download/storage/v1/b/${buckets.studies}/o/${encodeURIComponent(name)}`;
    const bytes = Buffer.from(await (await fetch(`${object}?alt=media`)).arrayBuffer());
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('unpack', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pacs-unpack-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(
    seedUsers()
      .filter(({ studies }) => studies.length > 0)
      .map((user) => ({ email: user.email, user })),
  )('gives back every file that $email uploaded, byte for byte', async ({ email, user }) => {
    const copy = join(folder, email, 'bucket');
    const target = join(folder, email, 'files');
    await mkdir(target, { recursive: true });
    await copyStudiesOf((await createUser(stackInfo(), user)).localId, copy);
    for (const pack of await findPacks(copy)) expect((await unpackPack(pack, target)).damaged).toEqual([]);
    const restored = await Promise.all(
      (await readdir(target)).map(async (name) => sha256(await readFile(join(target, name)))),
    );
    const uploaded = user.studies.flatMap((name) => seedStudies[name]().map(({ bytes }) => sha256(bytes)));
    expect(restored.sort()).toEqual(uploaded.sort());
  });

  it('names a file whose pixels were changed, and restores its neighbours', async () => {
    const [pack] = await findPacks(join(folder, seedUsers()[0]?.email ?? '', 'bucket'));
    if (pack === undefined) throw new Error('no pack to damage');
    const frames = await readFile(pack.frames);
    const middle = Math.floor(frames.length * 0.6);
    for (let at = middle; at < middle + 8; at += 1) frames.writeUInt8(frames.readUInt8(at) ^ 0xff, at);
    await writeFile(pack.frames, frames);
    const target = join(folder, 'damaged');
    await mkdir(target);
    const { damaged, restored } = await unpackPack(pack, target);
    expect(damaged).toHaveLength(1);
    expect((await readdir(target)).length).toBe(restored);
  });
});

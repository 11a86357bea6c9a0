/** A signed-in page for tests of uploading, and what lies behind it in Storage and Firestore. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import { callFunction } from '../../../tools/seed/callable-client.ts';
import { findPacks } from '../../../tools/unpack/find-packs.ts';
import { unpackPack } from '../../../tools/unpack/unpack-pack.ts';
import { stackInfo } from '../../support/stack.ts';
import { signUpUser, type TestUser } from '../../support/stack-clients.ts';

export interface NamedFile {
  name: string;
  bytes: Uint8Array;
}

export async function folderOf(files: readonly NamedFile[], prefix: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  for (const { name, bytes } of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  return folder;
}

/** An account that may upload. */
export async function uploader(): Promise<TestUser> {
  const user = await signUpUser();
  for (const terms of ['professionalAdult', 'uploadGrounds'] as const)
    await callFunction(stackInfo(), user.idToken, 'acceptTerms', { terms, textVersion: 'test' });
  return user;
}

export async function signedIn(context: BrowserContext, user: TestUser): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${stackInfo().origins.web}/sign-in`);
  await page.getByRole('button', { name: /reject/i }).click();
  await page.getByLabel('E-mail').fill(user.email);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByLabel('Folder to upload').waitFor({ state: 'attached' });
  return page;
}

export async function choose(page: Page, folder: string): Promise<void> {
  await page.getByLabel('Folder to upload').setInputFiles(folder);
  await page.getByRole('heading', { name: 'Recognised' }).waitFor({ timeout: 60_000 });
}

export async function pressUpload(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
}

/** The one upload in the list has come to this sentence. */
export async function untilUpload(page: Page, words: string | RegExp): Promise<void> {
  await page.locator('.upload-item-state').filter({ hasText: words }).first().waitFor({ timeout: 90_000 });
}

export const command = (headers: Record<string, string>): string => headers['x-goog-upload-command'] ?? '';

const Listed = z.object({ items: z.array(z.object({ name: z.string() })).default([]) });

export async function objectsBelow(bucket: string, prefix: string): Promise<string[]> {
  const { storageEmulator } = stackInfo().origins;
  const url = `${storageEmulator}/storage/v1/b/${bucket}/o?prefix=${encodeURIComponent(prefix)}`;
  const { items } = Listed.parse(await (await fetch(url)).json());
  return items.map(({ name }) => name);
}

/** SHA-256 of every file that can be rebuilt from a study's packs, past the application. */
export async function rebuiltSums(studyId: string): Promise<string[]> {
  const { buckets, origins } = stackInfo();
  const copy = await mkdtemp(join(tmpdir(), 'packs-'));
  const target = await mkdtemp(join(tmpdir(), 'rebuilt-'));
  for (const name of await objectsBelow(buckets.studies, `${studyId}/`)) {
    const url = `${origins.storageEmulator}/storage/v1/b/${buckets.studies}/o/${encodeURIComponent(name)}?alt=media`;
    await mkdir(dirname(join(copy, name)), { recursive: true });
    await writeFile(join(copy, name), new Uint8Array(await (await fetch(url)).arrayBuffer()));
  }
  for (const pack of await findPacks(copy)) await unpackPack(pack, target);
  const names = await readdir(target);
  const sums = await Promise.all(names.map(async (name) => sumOf(await readFile(join(target, name)))));
  return sums.sort();
}

export const sumOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64url');

/** As a person drags it from their desktop: the browser gives the page what it gives for real files. */
export async function drop(page: Page, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
  await session.detach();
}

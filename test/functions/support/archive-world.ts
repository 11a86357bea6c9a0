/** The world of the tests with hostile archives: two good files, and what becomes of an archive around them. */
import { beforeEach, expect } from 'vitest';
import type { FileOutcome, RejectReason, SkipReason } from '@pacs/shared/outcomes';
import { ingestBundle } from '../../../functions/src/core/ingest/ingest-bundle.ts';
import { ctVolume } from '../../../tools/seed/synthetic/ct-volume.ts';
import { restored, sha256, signUp, upload } from '../fakes/uploading.ts';
import { type World, createWorld } from '../fakes/world.ts';
import type { RawEntry } from './raw-zip.ts';

export const [first = new Uint8Array(), second = new Uint8Array()] = ctVolume({ slices: 2, size: 32 }).map(
  ({ bytes }) => bytes,
);
export const before = { name: '000000', data: first } satisfies RawEntry;
export const after: RawEntry = { name: '000002', data: second };

export let world: World;

/** Each test of the file starts with a world of its own. */
export function freshWorlds(): void {
  beforeEach(() => {
    world = createWorld();
    signUp(world);
  });
}

/** Ingests the archive and answers with the outcomes of all files that are neither stored nor duplicates. */
export async function outcomesOf(archive: Uint8Array): Promise<FileOutcome[]> {
  const { uploadId, names } = await upload(world, [first, second], [archive]);
  const [bundle = ''] = names;
  expect(await ingestBundle(world.ports, { uploadId, bundle })).toBe('ingested');
  expect(world.bundleObjects.size).toBe(0);
  const state = world.uploads.get(uploadId)?.upload.bundles[bundle];
  expect(state?.state).toBe('ingested');
  return state?.outcomes ?? [];
}

/** Both good files are stored, byte for byte, and nothing else is. */
export async function expectBothKept(): Promise<void> {
  expect([...(await restored(world)).keys()].sort()).toEqual([first, second].map(sha256).sort());
}

export const rejected = (reason: RejectReason, entry = 1): FileOutcome => ({
  entry,
  outcome: 'rejected',
  reason,
});
export const skipped = (reason: SkipReason, entry = 1): FileOutcome => ({
  entry,
  outcome: 'skipped',
  reason,
});

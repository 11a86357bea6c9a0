/** What is left once everything has been driven on: compared between runs, and checked against itself. */
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { crc32c } from '@pacs/shared/crc32c';
import type { BundleState, StudyDocument } from '@pacs/shared/documents';
import { StudyLedger } from '@pacs/shared/ledger';
import { StudyIndex } from '@pacs/shared/manifest';
import { type HeadsBody, decodeHeads } from '@pacs/shared/packs/heads';
import { rebuildFile } from '@pacs/shared/packs/rebuild-file';
import { objectNames } from '@pacs/shared/paths';
import { expect } from 'vitest';
import { gunzipJson } from '../../../functions/src/core/gzip-json.ts';
import type { World } from '../fakes/world.ts';

interface StudyInside {
  studyId: string;
  study: StudyDocument;
  index: StudyIndex;
  ledger: StudyLedger;
}

export function studiesOf(world: World): StudyInside[] {
  return [...world.studies].map(([studyId, { study }]) => {
    const manifest = world.manifests.get(`${studyId}/${String(study.rev)}`);
    if (!manifest) throw new Error('a study without its manifest');
    return {
      studyId,
      study,
      index: gunzipJson(StudyIndex, manifest.index),
      ledger: gunzipJson(StudyLedger, manifest.ledger),
    };
  });
}

/** Nothing stuck, nothing orphaned, nothing named that is not there, everything comes back byte for byte. */
export async function expectSound(world: World): Promise<void> {
  expect([...world.bundleObjects.keys()], 'bundles left').toEqual([]);
  const named = new Set<string>();
  for (const { studyId, study, index, ledger } of studiesOf(world)) {
    expect(study).toMatchObject({ state: 'ready', openUploads: [] });
    const keys = ledger.entries.map(({ sopInstanceUID, sha256 }) => `${sopInstanceUID}|${sha256}`);
    expect(new Set(keys).size, 'an instance twice').toBe(keys.length);
    expect(study.counts.instances).toBe(keys.length);
    expect(study.completeness.stored).toBe(keys.length);
    let storedBytes = 0;
    for (const { name, framesBytes, headsBytes } of index.packs) {
      if (framesBytes + headsBytes === 0) continue;
      for (const object of [objectNames.frames, objectNames.heads])
        named.add(object(studyId, study.incarnation, name));
      storedBytes += framesBytes + headsBytes;
    }
    expect(study.counts.storedBytes).toBe(storedBytes);
    await expectRestorable(world, { studyId, study, index, ledger });
  }
  expect([...world.packObjects.keys()].sort(), 'objects and what manifests name').toEqual([...named].sort());
  const manifests = [...world.studies].map(([studyId, { study }]) => `${studyId}/${String(study.rev)}`);
  expect([...world.manifests.keys()].sort(), 'manifests').toEqual(manifests.sort());
  for (const { studyId, incarnation } of world.links.values())
    expect(world.studies.get(studyId)?.study.incarnation, 'a link of another life').toBe(incarnation);
}

async function expectRestorable(world: World, { studyId, study, index, ledger }: StudyInside): Promise<void> {
  const bytesOf = (of: typeof objectNames.frames, pack: number) => {
    const object = world.packObjects.get(of(studyId, study.incarnation, index.packs[pack]?.name ?? ''));
    if (!object) throw new Error('a named object is missing');
    return object.bytes;
  };
  const headsOf = new Map<number, HeadsBody>();
  for (const entry of ledger.entries) {
    const frames = bytesOf(objectNames.frames, entry.pack);
    const heads = headsOf.get(entry.pack) ?? decodeHeads(gunzipSync(bytesOf(objectNames.heads, entry.pack)));
    headsOf.set(entry.pack, heads);
    const file = await rebuildFile(heads, entry.head, {
      read: async (at, length) => frames.subarray(at, at + length),
      decodeNative: (codestream, format) => world.ports.codec.decodeNative(codestream, format),
    });
    expect(createHash('sha256').update(file).digest('base64url')).toBe(entry.sha256);
  }
  const videos = index.documents.flatMap(({ video }) => (video ? [video.frame] : []));
  for (const ref of [...index.instances.flatMap(({ frames }) => frames), ...videos]) {
    const frames = bytesOf(objectNames.frames, ref.pack);
    const rest = frames.subarray(ref.restAt, ref.restAt + ref.restBytes);
    expect(crc32c(rest, crc32c(frames.subarray(ref.leadAt, ref.leadAt + ref.leadBytes)))).toBe(ref.crc);
    if (!ref.thumbnail) continue;
    const { pack, at, bytes, crc } = ref.thumbnail;
    expect(crc32c(bytesOf(objectNames.frames, pack).subarray(at, at + bytes))).toBe(crc);
  }
}

/** Without what may differ between orders of events: random names, times, revisions, order within tables. */
export function canonical(world: World): object {
  const studies = studiesOf(world).map(({ studyId, study, index, ledger }) => {
    const { incarnation: _i, rev: _r, createdAtMs: _c, updatedAtMs: _u, openUploads: _o, ...kept } = study;
    const idOf = (instance: number) => index.instances[instance]?.id;
    return {
      studyId,
      study: { ...kept, counts: { ...kept.counts, storedBytes: 0 }, notes: [...kept.notes].sort() },
      instances: ledger.entries.map(({ pack: _pack, head: _head, ...entry }) => JSON.stringify(entry)).sort(),
      codings: index.instances
        .map(({ id, frames }) => `${id} ${frames.map(({ coding }) => coding).join(' ')}`)
        .sort(),
      stacks: index.stacks.map(({ frames, ...stack }) => ({
        ...stack,
        frames: frames.map(([instance, frame]) => [idOf(instance), frame]),
      })),
    };
  });
  const uploads = [...world.uploads.values()].map(({ upload }) => ({
    state: upload.state,
    studyIds: [...upload.studyIds].sort(),
    bundles: Object.values(upload.bundles).map(inOrder),
  }));
  return {
    studies: studies.sort((a, b) => a.studyId.localeCompare(b.studyId)),
    uploads: uploads.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
  };
}

const inOrder = ({ outcomes, ...bundle }: BundleState) => ({
  ...bundle,
  outcomes: [...(outcomes ?? [])].sort((a, b) => a.entry - b.entry),
});

/** "118 of 120 images": what was announced by any upload and is not there, each file once. */
import { beforeEach, expect, test } from 'vitest';
import { incompleteWords } from '@pacs/shared/completeness';
import { limits } from '@pacs/shared/limits';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { mrSeries } from '../../tools/seed/synthetic/mr-series.ts';
import { downloadStudy } from '../../functions/src/core/access/download-study.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import {
  announcementOf,
  rejectDigest,
  stillMissing,
  stillRejected,
} from '../../functions/src/core/instance-key.ts';
import { transcodePack } from '../../functions/src/core/transcode/transcode-pack.ts';
import { slow } from './fakes/slow-codec.ts';
import { onlyStudy, owner, sha256, signUp, upload, zipOf } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';
import { type RawEntry, rawZip } from './support/raw-zip.ts';

const ct = ctVolume({ slices: 12, size: 16 }).map(({ bytes }) => bytes);

let world: World;
beforeEach(() => {
  world = createWorld();
  signUp(world);
});

/** Announces `files`; each of the answers brings one bundle. */
async function begin(files: readonly Uint8Array[], bundles: readonly (readonly Uint8Array[])[]) {
  const { uploadId, names } = await upload(world, files, await Promise.all(bundles.map(zipOf)));
  return names.map((bundle) => () => ingestBundle(world.ports, { uploadId, bundle }));
}

const said = () => incompleteWords(onlyStudy(world).study.completeness);

test('files that two uploads announce are counted once, in whatever order their bundles come', async () => {
  const first = await begin(ct, [ct.slice(0, 4), ct.slice(4, 8), ct.slice(8)]);
  const second = await begin(ct.slice(2), [ct.slice(2, 6), ct.slice(6)]);
  const order = [first[0], second[0], first[1], second[1], first[2]];
  const words: (string | undefined)[] = [];
  for (const bring of order) {
    await bring?.();
    words.push(said());
  }
  expect(words).toEqual(['4 of 12 images', '6 of 12 images', '8 of 12 images', undefined, undefined]);
});

test('an upload whose first bundle holds nothing new still says what it announced', async () => {
  const [one] = await begin(ct.slice(0, 3), [ct.slice(0, 3)]);
  const [two] = await begin(ct.slice(0, 5), [ct.slice(0, 3)]);
  await one?.();
  expect(said()).toBeUndefined();
  const { study, index } = onlyStudy(world);
  await two?.();
  expect(said()).toBe('3 of 5 images');
  expect(onlyStudy(world).index).toEqual(index);
  expect(onlyStudy(world).study).toMatchObject({ rev: study.rev + 1, counts: study.counts });
  expect(world.packObjects.size).toBe(2);
  expect(
    [...world.uploads.values()].flatMap(({ upload: { bundles } }) => Object.values(bundles)),
  ).toMatchObject([{ counts: { ingested: 3 } }, { counts: { ingested: 0, duplicate: 3 } }]);
});

test('a bundle that brings nothing and announces nothing new changes nothing', async () => {
  const [one, again] = [await begin(ct, [ct]), await begin(ct, [ct])];
  await one[0]?.();
  const { study } = onlyStudy(world);
  await again[0]?.();
  expect(onlyStudy(world).study.rev).toBe(study.rev);
});

test('what came later, by any upload, is missing no more, also after a transcoding between', async () => {
  slow(world);
  const [one] = await begin(ct, [ct.slice(0, 10)]);
  await one?.();
  expect(said()).toBe('10 of 12 images');
  const [task] = world.tasks;
  if (!task) throw new Error('nothing was left to transcode');
  expect(await transcodePack(world.ports, task)).toBe('transcoded');
  const [two] = await begin(ct.slice(10, 11), [ct.slice(10, 11)]);
  await two?.();
  expect(said()).toBe('11 of 12 images');
  const [three] = await begin(ct.slice(11), [ct.slice(11)]);
  await three?.();
  expect(said()).toBeUndefined();
  expect(onlyStudy(world).ledger.missing).toEqual([]);
});

test('a rejected file stays missing, once however often it is sent', async () => {
  const cut = ct[1]?.slice(0, 200) ?? new Uint8Array();
  for (let time = 0; time < 2; time += 1) {
    const [bring] = await begin(ct.slice(0, 2), [[...ct.slice(0, 1), cut]]);
    await bring?.();
    expect(said()).toBe('1 of 2 images');
  }
});

test('a file that cannot be used is counted once, however often and beside whatever it comes', async () => {
  const cut = ct[1]?.slice(0, 200) ?? new Uint8Array();
  const other = ct[2]?.slice(0, 300) ?? new Uint8Array();
  const counted: number[] = [];
  for (const files of [
    [...ct.slice(0, 1), cut],
    [...ct.slice(3, 4), cut],
    [cut, ...ct.slice(4, 5), cut, other],
  ]) {
    const [bring] = await begin(ct.slice(0, 5), [files]);
    await bring?.();
    counted.push(onlyStudy(world).study.completeness.rejected);
  }
  expect(counted).toEqual([1, 1, 2]);
});

test('of a bundle with two studies a file that cannot be used counts in one of them', async () => {
  const other = mrSeries({ slices: 1, size: 16 }).map(({ bytes }) => bytes);
  const cut = ct[1]?.slice(0, 200) ?? new Uint8Array();
  const [bring] = await begin(ct.slice(0, 1), [[...ct.slice(0, 1), ...other, cut]]);
  await bring?.();
  const counted = [...world.studies.values()].map(({ study }) => study.completeness.rejected);
  expect(counted.sort()).toEqual([0, 1]);
});

test('what is no file yet is told by its entry, and what fits later counts no more', async () => {
  const encrypted = { name: 'a', data: Uint8Array.of(1, 2, 3), flags: 1 };
  const slice = (at: number) => ({ name: String(at), data: ct[at] ?? new Uint8Array() });
  const bring = async (...entries: RawEntry[]) => {
    const { uploadId, names } = await upload(world, ct, [rawZip(entries)]);
    await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' });
    return onlyStudy(world).study.completeness.rejected;
  };
  expect(await bring(slice(0), encrypted)).toBe(1);
  expect(await bring(slice(1), { ...encrypted, name: 'b' })).toBe(1);
  expect(await bring(slice(2), { ...encrypted, data: Uint8Array.of(9) })).toBe(2);
  const digest = sha256(ct[3] ?? new Uint8Array());
  expect(stillRejected([], [rejectDigest({ sha256: digest })], [])).toHaveLength(1);
  expect(stillRejected([rejectDigest({ sha256: digest })], [], [{ sha256: digest }])).toEqual([]);
});

test('what is kept of announcements has a bound', () => {
  const named = Array.from({ length: limits.instancesPerUpload }, (_, i) => ({
    sopInstanceUID: `1.${String(i)}`,
    sha256: 'x',
  }));
  const announced = announcementOf(named);
  expect(announced.length).toBeLessThan(limits.firestoreDocumentBytes / 4);
  const missing = stillMissing(['earlier1', 'earlier2'], announced, named.slice(0, 1));
  expect(missing).toHaveLength(limits.instancesPerUpload);
  const signs = Array.from({ length: limits.rejectedPerStudy + 1 }, (_, i) =>
    rejectDigest({ sign: String(i) }),
  );
  expect(stillRejected([], signs, [])).toHaveLength(limits.rejectedPerStudy);
});

test('whoever downloads a study is never sent to a pack that was replaced', async () => {
  slow(world);
  const [bring] = await begin(ct, [ct]);
  await bring?.();
  const [task] = world.tasks;
  if (!task) throw new Error('nothing was left to transcode');
  await transcodePack(world.ports, task);
  const { studyId } = onlyStudy(world);
  const visitor = { address: '192.0.2.0/24', browser: 'Firefox' };
  const { entries, packs } = await downloadStudy(
    world.ports,
    owner,
    { studyId, packs: [], entries: true },
    visitor,
  );
  expect(packs[0]).toEqual({ framesBytes: 0, headsBytes: 0 });
  expect(entries).toHaveLength(12);
  for (const { pack } of entries) expect(packs[pack]?.headsBytes).toBeGreaterThan(0);
});

/** Whose a study is: what makes two of one, what contradicts within one, and what the owner decides. */
import { expect, test } from 'vitest';
import { incompleteWords } from '@pacs/shared/completeness';
import { createLink } from '../../functions/src/core/links/create-link.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { resolveIdentity } from '../../functions/src/core/studies/resolve-identity.ts';
import { openStudy } from '../../functions/src/core/access/open-study.ts';
import { searchRows } from '../../web/src/studies/core/search.ts';
import { element, imageFile, syntax } from '../support/synthetic-dicom/files.ts';
import type { DicomElement, WriteOptions } from '../support/synthetic-dicom/files.ts';
import { onlyStudy, owner, restored, sha256, signUp, upload, zipOf } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';

const name = (text: string) => element(0x00100010, 'PN', text);
const id = (text: string) => element(0x00100020, 'LO', text);
const issuer = (text: string) => element(0x00100021, 'LO', text);
const born = (text: string) => element(0x00100030, 'DA', text);
const uid = (text: string) => element(0x00080018, 'UI', text);
const series = (text: string) => element(0x0020000e, 'UI', text);
const number = (value: number) => element(0x00200013, 'IS', value);
const range = (count: number) => Array.from({ length: count }, (_, index) => index);
const file = (over: readonly DicomElement[], options: Partial<WriteOptions> = {}) => imageFile(over, options);

function begin(): World {
  const world = createWorld();
  signUp(world);
  return world;
}

async function store(world: World, files: readonly Uint8Array[]): Promise<void> {
  const { uploadId, names } = await upload(world, files, [await zipOf(files)]);
  await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' });
}

const visitor = { address: '203.0.113.0/24', browser: 'Firefox' };
const share = (world: World, studyId: string) =>
  createLink(world.ports, owner, { studyId, lifetimeMs: 3_600_000 });

test('two patients under one StudyInstanceUID are two studies', async () => {
  const world = begin();
  await store(world, [
    file([uid('1.1'), id('A'), name('Doe^Jane')]),
    file([uid('1.2'), id('B'), name('Roe^Rita')]),
  ]);
  expect([...world.studies.values()].map(({ study }) => study.identity.patientID).sort()).toEqual(['A', 'B']);
  expect([...world.studies.values()].some(({ study }) => study.identityConflict)).toBe(false);
});

test('one PatientID at two issuers is two patients', async () => {
  const world = begin();
  await store(world, [file([uid('1.1'), issuer('North')]), file([uid('1.2'), issuer('South')])]);
  expect(world.studies.size).toBe(2);
});

test('two names under one ID are one study that shows both and cannot be shared', async () => {
  const world = begin();
  await store(world, [
    file([uid('1.1'), name('Doe^Jane'), born('19700131')]),
    file([uid('1.2'), name('DOE, JANE')]),
    file([uid('1.3'), name('Roe^Rita'), born('19700131')]),
    file([uid('1.4'), name('Doe^Jane'), born('19710131')]),
    file([uid('1.5'), name('Roe^Rita')]),
  ]);
  const { studyId, study } = onlyStudy(world);
  expect(study.identity.patientName?.alphabetic).toBe('Doe^Jane');
  expect(
    study.identityConflict?.map(({ patientName, patientBirthDate }) => [
      patientName?.alphabetic,
      patientBirthDate,
    ]),
  ).toEqual([
    ['Roe^Rita', '19700131'],
    ['Doe^Jane', '19710131'],
  ]);
  const { opened } = await openStudy(world.ports, owner, studyId, visitor);
  expect(opened).toMatchObject({ identityConflict: true, otherIdentities: study.identityConflict });
  await expect(share(world, studyId)).rejects.toMatchObject({ code: 'identity-conflict' });
});

test('the owner decides: the chosen identity stands, the others are found by search, sharing works, it is recorded', async () => {
  const world = begin();
  await store(world, [file([uid('1.1'), name('Maiden^Mary')]), file([uid('1.2'), name('Married^Mary')])]);
  const { studyId } = onlyStudy(world);
  await resolveIdentity(world.ports, owner, { studyId, identity: 1, seen: 1 });
  const { study } = onlyStudy(world);
  expect(study.identity.patientName?.alphabetic).toBe('Married^Mary');
  expect(study.identityConflict).toBeUndefined();
  expect(study.acceptedIdentities).toMatchObject([{ patientName: { alphabetic: 'Maiden^Mary' } }]);
  expect(world.audits.at(-1)).toMatchObject({
    action: 'identity-resolved',
    studyId,
    actor: { kind: 'owner', uid: owner },
  });
  expect(JSON.stringify(world.audits)).not.toContain('Mary');
  const row = { id: studyId, study, thumbnail: undefined };
  expect(searchRows([row], 'maiden')).toHaveLength(1);
  await expect(share(world, studyId)).resolves.toMatchObject({ linkId: expect.any(String) as string });
});

test('what the owner accepted raises nothing again; a third name does', async () => {
  const world = begin();
  await store(world, [file([uid('1.1'), name('Maiden^Mary')]), file([uid('1.2'), name('Married^Mary')])]);
  const { studyId } = onlyStudy(world);
  await resolveIdentity(world.ports, owner, { studyId, identity: 1, seen: 1 });
  await store(world, [file([uid('1.3'), name('Maiden^Mary'), number(9)])]);
  expect(onlyStudy(world).study.identityConflict).toBeUndefined();
  expect(onlyStudy(world).study.acceptedIdentities).toHaveLength(1);
  await store(world, [file([uid('1.4'), name('Other^Olga'), number(10)])]);
  expect(onlyStudy(world).study.identityConflict).toMatchObject([
    { patientName: { alphabetic: 'Other^Olga' } },
  ]);
  await expect(share(world, studyId)).rejects.toMatchObject({ code: 'identity-conflict' });
});

test('a decision about what has changed meanwhile, of a stranger, or for nobody, is refused', async () => {
  const world = begin();
  await store(world, [file([uid('1.1'), name('Doe^Jane')]), file([uid('1.2'), name('Roe^Rita')])]);
  const { studyId } = onlyStudy(world);
  const choose = (identity: number, seen: number, who = owner) =>
    resolveIdentity(world.ports, who, { studyId, identity, seen });
  await expect(choose(0, 2)).rejects.toMatchObject({ code: 'conflict' });
  await expect(choose(2, 1)).rejects.toMatchObject({ code: 'invalid-argument' });
  await expect(choose(0, 1, 'stranger')).rejects.toMatchObject({ code: 'not-found' });
  expect(onlyStudy(world).study.identityConflict).toHaveLength(1);
});

const shownOf = (world: World) => {
  const { index, ledger } = onlyStudy(world);
  return index.stacks.flatMap(({ frames }) =>
    frames.map(
      ([instance]) => ledger.entries.find(({ id: own }) => own === index.instances[instance]?.id)?.sha256,
    ),
  );
};

test('a truncated copy gives way to the whole one, in whichever order they come; both are kept byte for byte', async () => {
  const whole = file([uid('1.1')]);
  const truncated = whole.subarray(0, whole.length - 10);
  for (const order of [
    [truncated, whole],
    [whole, truncated],
  ]) {
    const world = begin();
    for (const one of order) await store(world, [one]);
    expect(shownOf(world)).toEqual([sha256(whole)]);
    expect(onlyStudy(world).index.instances.map(({ conflicting }) => conflicting)).toEqual([true, true]);
    expect([...(await restored(world)).keys()].sort()).toEqual([whole, truncated].map(sha256).sort());
  }
});

test('the lossless copy is shown before the lossy one', async () => {
  const lossless = file([uid('1.1')]);
  const lossy = file([uid('1.1'), element(0x00282110, 'CS', '01')]);
  for (const order of [
    [lossy, lossless],
    [lossless, lossy],
  ]) {
    const world = begin();
    for (const one of order) await store(world, [one]);
    expect(shownOf(world)).toEqual([sha256(lossless)]);
  }
});

test('one SOPInstanceUID in two series is shown once; the other is kept and marked', async () => {
  const world = begin();
  await store(world, [file([uid('1.1'), series('1.1.1')]), file([uid('1.1'), series('1.1.2')])]);
  const { index, study } = onlyStudy(world);
  expect(index.stacks).toHaveLength(1);
  expect(index.instances.every(({ conflicting }) => conflicting)).toBe(true);
  expect(new Set(index.instances.map((one) => one.series)).size).toBe(2);
  expect(study.counts).toMatchObject({ series: 2, images: 2 });
});

test('a concatenation is one stack in order; holes in a series are counted', async () => {
  const world = begin();
  const part = (number: number) =>
    file([
      uid(`1.${String(number)}`),
      element(0x00209161, 'UI', '1.2.77'),
      element(0x00209162, 'US', number),
    ]);
  await store(world, [part(2), part(3), part(1)]);
  const { index, ledger } = onlyStudy(world);
  expect(index.stacks).toHaveLength(1);
  const shown = index.stacks[0]?.frames.map(
    ([instance]) =>
      ledger.entries.find(({ id: own }) => own === index.instances[instance]?.id)?.sopInstanceUID,
  );
  expect(shown).toEqual(['1.1', '1.2', '1.3']);
});

test('missing slices are counted and said', async () => {
  const world = begin();
  const slices = [0, 1, 2, 3, 5, 6, 8, 9].map((z) =>
    file([uid(`1.${String(z)}`), number(z), element(0x00200032, 'DS', ['0', '0', String(z * 5)])]),
  );
  await store(world, slices);
  const { completeness } = onlyStudy(world).study;
  expect(completeness).toMatchObject({ offered: 8, stored: 8, gaps: 2 });
  expect(incompleteWords(completeness)).toBe('8 of 10 images');
});

test('what was left out is the latest choice, what a directory misses stays, what was promised and lost is missing', async () => {
  const world = begin();
  const send = async (
    files: readonly Uint8Array[],
    claims: { leftOut?: number; missingByDirectory?: number },
    arriving = files,
  ) => {
    const { uploadId, names } = await upload(world, files, [await zipOf(arriving)], owner, claims);
    await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' });
    return onlyStudy(world).study.completeness;
  };
  const slices = range(6).map((z) => file([uid(`1.${String(z)}`), number(z)]));
  const first = await send(slices.slice(0, 4), { leftOut: 2, missingByDirectory: 3 }, slices.slice(0, 3));
  expect(first).toMatchObject({ offered: 4, stored: 3, leftOut: 2, missingByDirectory: 3 });
  expect(incompleteWords(first)).toBe('3 of 7 images');
  const second = await send(slices, { leftOut: 0 });
  expect(second).toMatchObject({ offered: 6, stored: 6, leftOut: 0, missingByDirectory: 3 });
  expect(incompleteWords(second)).toBe('6 of 9 images');
});

test('the same file in another framing of its bytes is another copy, not a duplicate', async () => {
  const world = begin();
  await store(world, [file([uid('1.1')]), file([uid('1.1')], { transferSyntaxUID: syntax.implicit })]);
  expect(onlyStudy(world).ledger.entries).toHaveLength(2);
  expect(onlyStudy(world).index.stacks[0]?.frames).toHaveLength(1);
});

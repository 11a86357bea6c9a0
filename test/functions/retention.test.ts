import { beforeEach, describe, expect, test } from 'vitest';
import type { KeepRule } from '@pacs/shared/keeping';
import { keptDays } from '@pacs/shared/retention';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { nextStep } from '../../functions/src/core/retention/due.ts';
import { enforceRetention } from '../../functions/src/core/retention/enforce.ts';
import { setHold, setKeepRule } from '../../functions/src/core/retention/set-keeping.ts';
import { deleteStudy } from '../../functions/src/core/studies/delete-study.ts';
import { finishUpload } from '../../functions/src/core/uploads/finish-upload.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { type AccountWorld, accountWorld } from './fakes/memory-accounts.ts';
import { onlyStudy, owner, signUp, upload, zipOf } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';

const day = 86_400_000;
const week = keptDays.deletionWarning * day;
const ct = ctVolume({ slices: 2, size: 32 }).map(({ bytes }) => bytes);

let world: World;
let account: AccountWorld;
let studyId: string;

beforeEach(async () => {
  world = createWorld();
  account = accountWorld(world, [owner]);
  signUp(world);
  const { uploadId, names } = await upload(world, ct, [await zipOf(ct)]);
  await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' });
  await finishUpload(world.ports, owner, { uploadId, abandoned: [] });
  ({ studyId } = onlyStudy(world));
});

async function run() {
  let failures = 0;
  const report = await enforceRetention(account.ports, Infinity, () => (failures += 1));
  return { ...report, failures };
}
const study = () => world.studies.get(studyId)?.study;
const after = (kind: 'after-upload' | 'after-view', days: number): KeepRule => ({ kind, days });
const forAll = (rule: KeepRule) => setKeepRule(account.ports, owner, { rule });
const forThis = (rule?: KeepRule) => setKeepRule(account.ports, owner, { studyId, ...(rule && { rule }) });
const opened = () => {
  world.audits.push({
    ownerUid: owner,
    studyId,
    action: 'link-opened',
    actor: { kind: 'link', linkId: 'l' },
    outcome: 'success',
    atMs: world.nowMs,
  });
};

describe('the time of a study', () => {
  test('never comes where nothing was chosen', async () => {
    world.nowMs += 4_000 * day;
    expect(await run()).toEqual({ deleted: 0, told: 0, failures: 0 });
    expect(world.studies.size).toBe(1);
  });

  test.each(['all', 'this'] as const)('chosen for %s: told a week before, then deleted', async (which) => {
    await (which === 'all' ? forAll : forThis)(after('after-upload', 30));
    world.nowMs += 23 * day - 1;
    expect(await run()).toMatchObject({ told: 0 });
    world.nowMs += 1;
    expect(await run()).toMatchObject({ told: 1, deleted: 0 });
    expect(study()?.keeping?.warned).toEqual({ atMs: world.nowMs, dueMs: world.nowMs + week });
    const [mail, ...more] = [...world.outbox.values()];
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ to: `${owner}@clinic.test`, ownerUid: owner });
    expect(JSON.stringify(mail)).not.toContain(studyId);
    world.nowMs += week - 1;
    expect(await run()).toMatchObject({ told: 0, deleted: 0 });
    world.nowMs += 1;
    expect(await run()).toEqual({ deleted: 1, told: 0, failures: 0 });
    expect(world.studies.size + world.packObjects.size + world.manifests.size).toBe(0);
    const events = [...account.trail.events.values()].map(({ fields }) => fields).concat(world.audits);
    expect(events.find(({ action }) => action === 'study-deleted')).toMatchObject({
      actor: { kind: 'system' },
    });
    expect(events.filter(({ action }) => action === 'study-expiry-told')).toHaveLength(1);
  });

  test('begins anew with a view where views count, also after the owner was told', async () => {
    await forAll(after('after-view', 10));
    world.nowMs += 4 * day;
    opened();
    expect(await run()).toMatchObject({ told: 0 });
    world.nowMs += 3 * day;
    expect(await run()).toMatchObject({ told: 1 });
    world.nowMs += day;
    opened();
    expect(await run()).toMatchObject({ told: 0, deleted: 0 });
    expect(study()?.keeping?.warned).toBeUndefined();
    world.nowMs += 10 * day;
    expect(await run()).toMatchObject({ told: 1, deleted: 0 });
    world.nowMs += week;
    expect(await run()).toMatchObject({ deleted: 1 });
  });

  test('does not begin anew with a view where uploads count', async () => {
    await forAll(after('after-upload', 10));
    world.nowMs += 9 * day;
    opened();
    await run();
    world.nowMs += week;
    expect(await run()).toMatchObject({ deleted: 1 });
  });

  test('of one study goes before what was chosen for all, and can be given back', async () => {
    await forAll(after('after-upload', 8));
    await forThis({ kind: 'keep' });
    world.nowMs += 100 * day;
    expect(await run()).toEqual({ deleted: 0, told: 0, failures: 0 });
    await forThis();
    expect(await run()).toMatchObject({ told: 1 });
  });

  test('that is over by far is told all the same, and a week is left', async () => {
    world.nowMs += 400 * day;
    await forAll(after('after-upload', 30));
    expect(await run()).toMatchObject({ told: 1, deleted: 0 });
    world.nowMs += week - 1;
    expect(await run()).toMatchObject({ deleted: 0 });
  });

  test('is not told in a mail that was sent already, and then not over: it waits for the next day’s', async () => {
    await forAll(after('after-upload', 30));
    world.nowMs += 29 * day;
    const id = `expiry-${new Date(world.nowMs).toISOString().slice(0, 10)}-${owner}`;
    world.outbox.set(id, {
      to: 'x@y.z',
      message: { subject: '', text: '', html: '' },
      ownerUid: owner,
      createdAtMs: 0,
      expiresAtMs: Infinity,
    });
    expect(await run()).toMatchObject({ told: 0 });
    world.nowMs += day;
    expect(await run()).toMatchObject({ told: 1 });
  });

  test('does not come while files arrive', () => {
    const receiving = { state: 'receiving' as const, createdAtMs: 0 };
    expect(nextStep(receiving, after('after-upload', 8), undefined, 1_000 * day)).toEqual({ step: 'wait' });
  });

  test('made longer takes back what was told', async () => {
    await forAll(after('after-upload', 30));
    world.nowMs += 25 * day;
    await run();
    expect(study()?.keeping?.warned).toBeDefined();
    await forAll(after('after-upload', 400));
    // Not made before 393 days ago: it is not even looked at, and nothing is deleted.
    world.nowMs += 30 * day;
    expect(await run()).toMatchObject({ deleted: 0 });
  });

  test('comes for the rest where one fails', async () => {
    await forThis(after('after-upload', 8));
    world.nowMs += 8 * day;
    world.before = (call) => {
      if (call === 'mail.send') throw new Error('away');
    };
    expect(await run()).toMatchObject({ told: 0, failures: 1 });
    world.before = () => undefined;
    expect(await run()).toMatchObject({ told: 1, failures: 0 });
  });
});

describe('a legal hold', () => {
  test('stops the time, and every deletion by hand, until it is released', async () => {
    await forThis(after('after-upload', 8));
    world.nowMs += 8 * day;
    await run();
    await setHold(account.ports, owner, { studyId, held: true, reason: 'a claim' });
    expect(study()?.keeping).toEqual({
      rule: after('after-upload', 8),
      hold: { sinceMs: world.nowMs, reason: 'a claim' },
    });
    world.nowMs += 100 * day;
    expect(await run()).toEqual({ deleted: 0, told: 0, failures: 0 });
    await expect(deleteStudy(account.ports, owner, studyId)).rejects.toThrow('study-held');
    expect(study()?.state).toBe('ready');
    await setHold(account.ports, owner, { studyId, held: false });
    expect(await run()).toMatchObject({ told: 1 });
    world.nowMs += week;
    expect(await run()).toMatchObject({ deleted: 1 });
  });

  test('set while a study is looked at keeps it', async () => {
    await forThis(after('after-upload', 8));
    world.nowMs += 8 * day;
    await run();
    world.nowMs += week;
    world.before = async (call) => {
      if (call !== 'studies.replace') return;
      world.before = () => undefined;
      await setHold(account.ports, owner, { studyId, held: true });
    };
    expect(await run()).toMatchObject({ deleted: 0, failures: 1 });
    expect(study()).toMatchObject({ state: 'ready', keeping: { hold: {} } });
  });

  test('stays when more files come', async () => {
    await setHold(account.ports, owner, { studyId, held: true });
    const more = ctVolume({ slices: 3, size: 32 }).map(({ bytes }) => bytes);
    const { uploadId, names } = await upload(world, more, [await zipOf(more)]);
    await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' });
    expect(study()?.keeping?.hold).toEqual({ sinceMs: world.nowMs });
  });

  test('is its owner’s alone to set, and so is a rule', async () => {
    await expect(setHold(account.ports, 'another', { studyId, held: true })).rejects.toThrow('not-found');
    await expect(setKeepRule(account.ports, 'another', { studyId, rule: { kind: 'keep' } })).rejects.toThrow(
      'not-found',
    );
    expect(study()?.keeping).toBeUndefined();
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import { keptDays } from '@pacs/shared/retention';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { eraseAccount } from '../../functions/src/core/account/erase-account.ts';
import { cancelDeletion, requestDeletion } from '../../functions/src/core/account/request-deletion.ts';
import { requestExport } from '../../functions/src/core/account/export/request-export.ts';
import { verifyTrail } from '../../functions/src/core/audit/verify-seals.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { createLink } from '../../functions/src/core/links/create-link.ts';
import { setHold } from '../../functions/src/core/retention/set-keeping.ts';
import { type AccountWorld, accountWorld } from './fakes/memory-accounts.ts';
import { owner, signUp, upload, zipOf } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';

const day = 86_400_000;
const neighbour = 'owner-2';
const ct = ctVolume({ slices: 2, size: 32 }).map(({ bytes }) => bytes);

let world: World;
let account: AccountWorld;

const caller = () => ({ uid: owner, signedInAtMs: world.nowMs });

/** An owner with a study, an open upload, a link and an export, and a neighbour with the same. */
async function fill(): Promise<void> {
  world = createWorld();
  account = accountWorld(world, [owner, neighbour]);
  for (const uid of [owner, neighbour]) {
    signUp(world, uid);
    const { uploadId, names } = await upload(world, ct, [await zipOf(ct)], uid);
    await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' });
    await upload(world, ct.slice(1), [await zipOf(ct.slice(1))], uid);
    const [studyId = ''] = await account.ports.owned.studies(uid);
    await createLink(world.ports, uid, { studyId, lifetimeMs: day });
    await requestExport(account.ports, { uid, signedInAtMs: world.nowMs });
    world.packObjects.set(`exports/${[...account.exports.keys()].at(-1) ?? ''}/account.zip`, {
      bytes: new Uint8Array(3),
      createdAtMs: world.nowMs,
    });
    world.mailRates.set(`${uid} 2027-01-15`, 1);
  }
}

/** All of the world, as text: whose uid is in it has left something. */
const allOf = () =>
  JSON.stringify(
    [
      world.users,
      world.ownerKeys,
      world.uploads,
      world.studies,
      world.manifests,
      world.links,
      world.sessions,
      world.alerts,
      world.outbox,
      world.mailRates,
      world.bundleObjects,
      world.packObjects,
      account.deletions,
      account.receipts,
      account.exports,
      account.signIns,
      account.trail.events,
    ].map((map) => [...map].map(([key, value]) => [key, value instanceof Uint8Array ? '' : value])),
    (_key, value: unknown) => (value instanceof Uint8Array ? value.length : value),
  );

beforeEach(fill);

describe('the wish', () => {
  test('wants a recent sign-in, says the day, and is mailed', async () => {
    world.nowMs += 6 * 60_000;
    const stale = { uid: owner, signedInAtMs: world.nowMs - 6 * 60_000 };
    await expect(requestDeletion(account.ports, stale)).rejects.toThrow('sign-in-again');
    expect(account.deletions.size).toBe(0);
    const { dueMs } = await requestDeletion(account.ports, caller());
    expect(dueMs).toBe(world.nowMs + keptDays.deletionGrace * day);
    const [mail] = [...world.outbox.values()];
    expect(mail).toMatchObject({ to: `${owner}@clinic.test`, ownerUid: owner });
    expect(mail?.message.text).toContain('https://pacs.test/account');
    world.nowMs += day;
    expect(await requestDeletion(account.ports, caller())).toEqual({ dueMs });
  });

  test('can be taken back until its day, and not once it has begun', async () => {
    const { dueMs } = await requestDeletion(account.ports, caller());
    await cancelDeletion(account.ports, owner);
    world.nowMs = dueMs;
    expect(await eraseAccount(account.ports, owner)).toBe('waits');
    expect(account.signIns.get(owner)).toBe(true);
    const again = await requestDeletion(account.ports, caller());
    world.nowMs = again.dueMs - 1;
    expect(await eraseAccount(account.ports, owner)).toBe('waits');
    world.nowMs = again.dueMs;
    account.ports.signIns.block = () => Promise.reject(new Error('away'));
    await expect(eraseAccount(account.ports, owner)).rejects.toThrow('away');
    await expect(cancelDeletion(account.ports, owner)).rejects.toThrow('account-ending');
  });

  test('is refused while a study is held', async () => {
    const [studyId = ''] = await account.ports.owned.studies(owner);
    await setHold(account.ports, owner, { studyId, held: true, reason: 'a claim' });
    await expect(requestDeletion(account.ports, caller())).rejects.toThrow('study-held');
    await setHold(account.ports, owner, { studyId, held: false });
    await expect(requestDeletion(account.ports, caller())).resolves.toBeDefined();
  });
});

describe('the end of an account', () => {
  /** The neighbour's things, and of the owner one receipt, one mail without a uid, and erased events. */
  const expectGone = async () => {
    const left = allOf();
    const receipt = [...account.receipts];
    expect(receipt).toHaveLength(1);
    expect(receipt[0]?.[1]).toMatchObject({ removed: { studies: 1, links: 1, uploads: 2 } });
    const mails = [...world.outbox.values()].filter(({ to }) => to.startsWith(`${owner}@`));
    expect(mails).toMatchObject([{ ownerUid: '' }]);
    expect(mails[0]?.message.text).toContain(receipt[0]?.[0]);
    expect(left.replaceAll(`${owner}@clinic.test`, '')).not.toContain(owner);
    expect(await account.ports.owned.count(neighbour)).toEqual({ studies: 1, links: 1, uploads: 2 });
    expect(world.ownerKeys.has(neighbour) && world.users.has(neighbour)).toBe(true);
    expect(account.exports.size).toBe(1);
    expect([...world.packObjects.keys()].filter((name) => name.startsWith('exports/'))).toHaveLength(1);
    expect(account.signIns).toEqual(new Map([[neighbour, true]]));
  };

  test('takes everything of one owner and nothing of another, and leaves a receipt', async () => {
    const { dueMs } = await requestDeletion(account.ports, caller());
    world.nowMs = dueMs;
    expect(await eraseAccount(account.ports, owner)).toBe('gone');
    await expectGone();
    expect(await eraseAccount(account.ports, owner)).toBe('waits');
  });

  test('leaves the seals of the trail holding', async () => {
    const { dueMs } = await requestDeletion(account.ports, caller());
    world.nowMs = dueMs;
    await eraseAccount(account.ports, owner);
    expect(account.trail.stored.size).toBeGreaterThan(0);
    const problems = await verified();
    expect(problems).toEqual([]);
  });

  test('goes on wherever it broke off: every call of every port fails once, before and after it took effect', async () => {
    const calls = await countCalls();
    expect(calls).toBeGreaterThan(25);
    for (const when of ['before', 'after'] as const)
      for (let failing = 1; failing <= calls; failing += 1) {
        await fill();
        const { dueMs } = await requestDeletion(account.ports, caller());
        world.nowMs = dueMs;
        const broken = failingOnce(account.ports, failing, when);
        const first = await eraseAccount(broken, owner).catch(() => 'failed');
        if (first === 'failed') expect(await eraseAccount(account.ports, owner)).toMatch(/gone|waits/);
        await expectGone();
      }
  });

  const verified = async () => {
    const { events, stored, archived } = account.trail;
    const { findings } = await verifyTrail({
      stored: [...stored.values()],
      archived: [...archived.values()],
      events: (async function* () {
        for (const [id, { fields }] of events) yield { id, fields };
      })(),
    });
    return findings;
  };

  const countCalls = async (): Promise<number> => {
    const { dueMs } = await requestDeletion(account.ports, caller());
    world.nowMs = dueMs;
    let calls = 0;
    await eraseAccount(
      failingOnce(account.ports, Infinity, 'before', () => (calls += 1)),
      owner,
    );
    return calls;
  };
});

type Ports = AccountWorld['ports'];

/** The same ports, of whose calls the n-th ends by an error: before it took effect, or once it has. */
function failingOnce(ports: Ports, failing: number, when: 'before' | 'after', heard = () => 0): Ports {
  let calls = 0;
  const watch = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(object, name, receiver) {
        const member: unknown = Reflect.get(object, name, receiver);
        if (typeof member === 'object' && member !== null) return watch(member);
        if (typeof member !== 'function') return member;
        return async (...args: unknown[]) => {
          const isNow = (calls += 1) === failing;
          heard();
          if (isNow && when === 'before') throw new Error('away');
          const answer: unknown = await (member as (...all: unknown[]) => unknown).apply(object, args);
          if (isNow) throw new Error('away');
          return answer;
        };
      },
    });
  const { clock, random, ...rest } = ports;
  const watched = Object.fromEntries(
    Object.entries(rest).map(([name, port]) => [name, typeof port === 'object' ? watch(port) : port]),
  );
  return { ...ports, ...watched, clock, random };
}

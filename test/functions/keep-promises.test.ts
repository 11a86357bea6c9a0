/** The hourly run: each promise is kept whatever becomes of the others, and no account is begun too late to be finished. */
import { keptDays } from '@pacs/shared/retention';
import { beforeEach, expect, test } from 'vitest';
import { requestExport } from '../../functions/src/core/account/export/request-export.ts';
import { requestDeletion } from '../../functions/src/core/account/request-deletion.ts';
import { type PromisesPorts, keepPromises } from '../../functions/src/core/retention/keep-promises.ts';
import { type AccountWorld, accountWorld } from './fakes/memory-accounts.ts';
import { signUp } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';

const day = 86_400_000;
const uids = ['owner-1', 'owner-2'];

let world: World;
let account: AccountWorld;
let causes: unknown[];
beforeEach(() => {
  world = createWorld();
  account = accountWorld(world, uids);
  for (const uid of uids) signUp(world, uid);
  causes = [];
});

const run = (accounts: Partial<PromisesPorts['accounts']> = {}) =>
  keepPromises({ ...account.ports, accounts: { ...account.ports.accounts, ...accounts } }, (cause) =>
    causes.push(cause),
  );

test('what fails is told with its cause, and the rest is done', async () => {
  await requestExport(account.ports, { uid: 'owner-1', signedInAtMs: world.nowMs });
  const removed = { studies: 0, links: 0, uploads: 0 };
  for (const [receiptId, later] of Object.entries({ over: 0, kept: 1 }))
    account.receipts.set(receiptId, {
      requestedAtMs: 0,
      deletedAtMs: 0,
      removed,
      expiresAtMs: world.nowMs + 2 * keptDays.exports * day + later,
    });
  world.nowMs += 2 * keptDays.exports * day;
  const away = new Error('away');
  const report = await run({ dueDeletions: () => Promise.reject(away) });
  expect(causes).toEqual([away]);
  expect(report).toMatchObject({ failures: 1, endedAccounts: 0, endedExports: 1 });
  expect([...account.receipts.keys()]).toEqual(['kept']);
});

test('an account whose turn comes after twelve minutes waits for the next run', async () => {
  for (const uid of uids) await requestDeletion(account.ports, { uid, signedInAtMs: world.nowMs });
  world.nowMs += keptDays.deletionGrace * day;
  const { accounts } = account.ports;
  const slowly: PromisesPorts['accounts']['finishDeletion'] = async (...args) => {
    world.nowMs += 12 * 60_000;
    await accounts.finishDeletion(...args);
  };
  expect(await run({ finishDeletion: slowly })).toMatchObject({ endedAccounts: 1 });
  expect(account.deletions.size).toBe(1);
  expect(await run()).toMatchObject({ endedAccounts: 1 });
  expect([account.deletions.size, causes]).toEqual([0, []]);
});

import { beforeEach, describe, expect, test } from 'vitest';
import { saveProfile } from '../../functions/src/core/account/save-profile.ts';
import { assertLive, assertRecent, signOutEverywhere } from '../../functions/src/core/account/sessions.ts';
import { type AccountWorld, accountWorld } from './fakes/memory-accounts.ts';
import { owner, signUp } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';

let world: World;
let account: AccountWorld;

beforeEach(() => {
  world = createWorld();
  account = accountWorld(world, [owner]);
  signUp(world);
});

const live = (signedInAtMs: number, uid = owner) => assertLive(account.ports, { uid, signedInAtMs });

describe('signing out everywhere', () => {
  test('ends every sign-in of before, also of the same second, and none of after', async () => {
    await live(world.nowMs);
    const revoked: string[] = [];
    account.ports.signIns.revoke = async (uid) => {
      revoked.push(uid);
    };
    world.nowMs += 400;
    await signOutEverywhere(account.ports, owner);
    expect(revoked).toEqual([owner]);
    const second = Math.floor(world.nowMs / 1000) * 1000;
    await expect(live(second)).rejects.toThrow('unauthenticated');
    await expect(live(second + 1000)).resolves.toBeDefined();
    expect(world.audits.at(-1)).toMatchObject({ action: 'signed-out-everywhere', ownerUid: owner });
    expect(world.users.get(owner)).toMatchObject({ professionalAdult: { textVersion: '1' } });
  });
});

describe('a token', () => {
  test('of an account that is gone or disabled counts for nothing, also where nothing else is known of it', async () => {
    world.users.clear();
    await expect(live(world.nowMs)).resolves.toBeUndefined();
    account.signIns.set(owner, false);
    await expect(live(world.nowMs)).rejects.toThrow('unauthenticated');
    account.signIns.clear();
    await expect(live(world.nowMs)).rejects.toThrow('unauthenticated');
  });

  test('is recent for five minutes', () => {
    const signIn = { uid: owner, signedInAtMs: world.nowMs };
    world.nowMs += 5 * 60_000;
    assertRecent(world.ports, signIn);
    world.nowMs += 1;
    expect(() => {
      assertRecent(world.ports, signIn);
    }).toThrow('sign-in-again');
  });
});

test('a profile is kept as it was last said, and what is empty is not kept', async () => {
  await saveProfile(account.ports, owner, { specialty: 'Radiology', role: 'Resident', phone: '' });
  expect(world.users.get(owner)?.profile).toEqual({ specialty: 'Radiology', role: 'Resident' });
  await saveProfile(account.ports, owner, { specialty: '', role: '', phone: '' });
  expect(world.users.get(owner)?.profile).toEqual({});
});

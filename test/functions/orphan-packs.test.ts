import { beforeEach, expect, test } from 'vitest';
import { limits } from '@pacs/shared/limits';
import { orphanPacks } from '../../functions/src/core/studies/orphan-packs.ts';
import { type World, createWorld } from './fakes/world.ts';

let world: World;
beforeEach(() => {
  world = createWorld();
});

const add = (...names: string[]) => {
  for (const name of names) world.packObjects.set(name, { bytes: new Uint8Array(1), createdAtMs: 0 });
};
const found = (maxMs = 1000) => orphanPacks(world.ports, world.nowMs, maxMs);

test.each(['-', 'M', 'zzz'])('each is found once wherever the round begins: %s', async (start) => {
  const names = [
    '-a/l/p.heads',
    'B/l/p.frames',
    'M/l/p.heads',
    'Ma/l/p.heads',
    'z/l/p.frames',
    'z/l/p.heads',
    'z/m/p.heads',
  ];
  add(...names);
  const bytes = Uint8Array.from(Buffer.from(start.padEnd(22, start === 'zzz' ? 'z' : '-'), 'base64url'));
  world.ports.random = { bytes: () => bytes };
  expect((await found()).sort()).toEqual([...names].sort());
  const { packs } = world.ports;
  world.ports.packs = { ...packs, list: (page) => packs.list(page) };
  expect((await found()).sort()).toEqual([...names].sort());
});

test('a run looks at so many studies, and others come to the rest', async () => {
  const studies = Array.from({ length: limits.orphanStudiesPerSweep + 50 }, (_, i) =>
    Buffer.from(`study ${String(i * 7919)}`)
      .toString('base64url')
      .split('')
      .reverse()
      .join(''),
  );
  add(...studies.map((study) => `${study}/life/pack.heads`));
  const seen = new Set(await found());
  expect(seen.size).toBe(limits.orphanStudiesPerSweep);
  for (let run = 0; run < 40; run += 1) for (const name of await found()) seen.add(name);
  expect(seen.size).toBe(studies.length);
});

test('a run ends by its time with what it has found', async () => {
  add('a/l/p.heads', 'b/l/p.heads', 'c/l/p.heads', 'd/l/p.heads');
  world.before = (call) => {
    if (call === 'studies.get') world.nowMs += 600;
  };
  expect(await found()).toHaveLength(2);
});

/** The sealer: every event once, in order of arrival, also where it breaks off or runs beside itself. */
import { describe, expect, test } from 'vitest';
import { AuditSeal } from '@pacs/shared/audit-seal';
import { limits } from '@pacs/shared/limits';
import { canonicalJson, eventHash } from '../../functions/src/core/audit/seal-hash.ts';
import { type SealPorts, sealEvents } from '../../functions/src/core/audit/seal-events.ts';
import {
  addEvents,
  change,
  event,
  findings,
  freshTrails,
  hour,
  idOf,
  ports,
  verify,
  world,
} from './support/seal-trail.ts';

freshTrails();

test('every event is sealed once, chained and copied; a run without new ones makes nothing', async () => {
  addEvents(1, 3);
  expect(await sealEvents(ports)).toEqual({ sealed: 3, copied: 1 });
  expect(await sealEvents(ports)).toEqual({ sealed: 0, copied: 0 });
  addEvents(4, 2);
  expect(await sealEvents(ports)).toEqual({ sealed: 2, copied: 1 });
  const [one, two] = [...world.archived.values()];
  expect(one).toMatchObject({ number: 1, previous: '' });
  expect(two).toMatchObject({ number: 2, previous: one?.head });
  for (const seal of world.archived.values()) expect(AuditSeal.parse(seal)).toEqual(seal);
  expect(await verify()).toEqual({
    findings: [],
    seals: 2,
    erasures: [],
    late: [],
    intact: 5,
    erased: 0,
    open: 0,
  });
});

test('batches are bounded, and one run goes on until nothing is left', async () => {
  addEvents(1, 2 * limits.eventsPerSeal + 1);
  expect(await sealEvents(ports)).toEqual({ sealed: 2 * limits.eventsPerSeal + 1, copied: 3 });
  expect([...world.stored.values()].map(({ seal }) => seal.events.length)).toEqual([
    limits.eventsPerSeal,
    limits.eventsPerSeal,
    1,
  ]);
});

test('equal events have different salts and hashes, and no seal holds what an event says', async () => {
  world.add('a', event());
  world.add('b', event());
  await sealEvents(ports);
  const [seal] = [...world.stored.values()];
  expect(new Set(seal?.seal.events.map(({ hash }) => hash)).size).toBe(2);
  const salts = [...world.events.values()].map(({ fields }) => fields['salt']);
  expect(new Set(salts).size).toBe(2);
  expect(JSON.stringify([...world.archived.values()])).not.toMatch(/owner-1|study-1|Firefox|203/);
  expect(eventHash('a', 'x', { n: 1 })).not.toBe(eventHash('a', 'y', { n: 1 }));
  expect(eventHash('a', 'x', { n: 1 })).not.toBe(eventHash('b', 'x', { n: 1 }));
});

test('the order of fields in the database is no matter', () => {
  expect(canonicalJson({ b: [{ d: 1, c: 'x' }], a: null })).toBe('{"a":null,"b":[{"c":"x","d":1}]}');
  expect(eventHash('a', 'x', { one: 1, two: { b: 2, a: 1 } })).toBe(
    eventHash('a', 'x', { two: { a: 1, b: 2 }, one: 1, sealed: 7, salt: 'x' }),
  );
});

test('a late event with an earlier time stands in a later seal, and nothing that was sealed moves', async () => {
  addEvents(5, 3);
  await sealEvents(ports);
  const before = structuredClone([...world.archived.values()]);
  world.add(idOf(1), event({ atMs: world.nowMs - 24 * hour }));
  expect(await sealEvents(ports)).toEqual({ sealed: 1, copied: 1 });
  expect([...world.archived.values()].slice(0, 1)).toEqual(before);
  expect(world.archived.get(2)?.events.map(({ id }) => id)).toEqual([idOf(1)]);
  expect(await findings()).toEqual([]);
});

test('refusals of a link are sealed when their hour is over, and do not hold up what came after them', async () => {
  world.nowMs = 500_000 * hour + 30 * 60_000;
  for (let link = 0; link <= limits.eventsPerSeal; link += 1)
    world.add(`a-refused-${idOf(link)}`, event({ action: 'link-refused', outcome: 'refused', count: 1 }));
  addEvents(1, 1);
  expect(await sealEvents(ports)).toEqual({ sealed: 1, copied: 1 });
  change('a-refused-e00000', { count: 7 });
  world.nowMs = 500_001 * hour + 10 * 60_000;
  expect((await sealEvents(ports)).sealed).toBe(0);
  world.nowMs = 500_001 * hour + 15 * 60_000;
  expect((await sealEvents(ports)).sealed).toBe(limits.eventsPerSeal + 1);
  expect(await findings()).toEqual([]);
});

describe('what broke off or ran beside it', () => {
  test('runs at once seal every event once', async () => {
    addEvents(1, 3 * limits.eventsPerSeal);
    await Promise.all([sealEvents(ports), sealEvents(ports), sealEvents(ports)]);
    await sealEvents(ports);
    expect(await verify()).toMatchObject({ findings: [], intact: 3 * limits.eventsPerSeal, open: 0 });
  });

  test('a run that ended before its seal was written has left nothing', async () => {
    addEvents(1, 2);
    const ends: SealPorts = {
      ...ports,
      seals: { ...ports.seals, commit: () => Promise.reject(new Error('the process ended')) },
    };
    await expect(sealEvents(ends)).rejects.toThrow('ended');
    expect(world.stored.size).toBe(0);
    expect(await sealEvents(ports)).toEqual({ sealed: 2, copied: 1 });
    expect(await findings()).toEqual([]);
  });

  test.each(['before', 'after'])('a run that ended %s a copy was written is made up for', async (when) => {
    addEvents(1, 2);
    const put = async (seal: AuditSeal) => {
      if (when === 'after') await world.archive.put(seal);
      throw new Error('the process ended');
    };
    await expect(sealEvents({ ...ports, archive: { put } })).rejects.toThrow('ended');
    addEvents(3, 1);
    expect(await sealEvents(ports)).toEqual({ sealed: 1, copied: 2 });
    expect([...world.archived.keys()]).toEqual([1, 2]);
    expect(await findings()).toEqual([]);
  });

  test('an event that was written to meanwhile is sealed as it is then', async () => {
    addEvents(1, 1);
    let runs = 0;
    const races: SealPorts = {
      ...ports,
      seals: {
        ...ports.seals,
        commit: async (seal, events) => {
          if ((runs += 1) === 1) world.add(idOf(1), event({ count: 2 }));
          return ports.seals.commit(seal, events);
        },
      },
    };
    expect(await sealEvents(races)).toEqual({ sealed: 0, copied: 0 });
    expect(await sealEvents(races)).toEqual({ sealed: 1, copied: 1 });
    expect(await findings()).toEqual([]);
  });

  test('without a bucket seals wait for one', async () => {
    addEvents(1, 1);
    expect(await sealEvents({ ...ports, archive: undefined })).toEqual({ sealed: 1, copied: 0 });
    expect((await verify(false)).findings).toEqual([]);
    expect(await sealEvents(ports)).toEqual({ sealed: 0, copied: 1 });
  });
});

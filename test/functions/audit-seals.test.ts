/** The sealer and what verifying finds: nothing that was sealed can be removed, altered or reordered unseen. */
import { beforeEach, describe, expect, test } from 'vitest';
import { AuditSeal } from '@pacs/shared/audit-seal';
import type { AuditDocument } from '@pacs/shared/documents';
import { limits } from '@pacs/shared/limits';
import { eraseEvents } from '../../functions/src/core/audit/erase-events.ts';
import { canonicalJson, eventHash, sealHead } from '../../functions/src/core/audit/seal-hash.ts';
import { type SealPorts, sealEvents } from '../../functions/src/core/audit/seal-events.ts';
import { type Finding, verifyTrail } from '../../functions/src/core/audit/verify-seals.ts';
import { reportTrail } from '../../tools/audit/report-trail.ts';
import { type SealWorld, sealWorld } from './fakes/memory-seals.ts';

const hour = 3_600_000;

let world: SealWorld;
let randoms: number;
let ports: SealPorts;
beforeEach(() => {
  world = sealWorld();
  randoms = 0;
  ports = {
    seals: world.seals,
    archive: world.archive,
    clock: { now: () => world.nowMs, wait: () => Promise.resolve() },
    random: { bytes: (count) => new Uint8Array(count).fill((randoms += 1)) },
  };
});

const event = (over: Partial<AuditDocument> = {}): AuditDocument => ({
  ownerUid: 'owner-1',
  studyId: 'study-1',
  action: 'study-opened',
  actor: { kind: 'owner', uid: 'owner-1' },
  from: { address: '203.0.113.0/24', browser: 'Firefox' },
  outcome: 'success',
  atMs: world.nowMs,
  ...over,
});
const idOf = (number: number) => `e${String(number).padStart(5, '0')}`;
const addEvents = (first: number, count: number) => {
  for (let number = first; number < first + count; number += 1)
    world.add(idOf(number), event({ studyId: `study-${String(number)}` }));
};

async function verify(archived = true) {
  const events = [...world.events].map(([id, { fields }]) => ({ id, fields }));
  return verifyTrail({
    archived: archived ? [...world.archived.values()] : undefined,
    stored: [...world.stored.values()],
    events: (async function* () {
      yield* events;
    })(),
  });
}
const findings = async () => (await verify()).findings;

/** In the database, whatever its rules say. */
const change = (id: string, over: Record<string, unknown>) => {
  const present = world.events.get(id);
  if (!present) throw new Error('no such event');
  world.events.set(id, { ...present, fields: { ...present.fields, ...over } });
};
const changeSeal = (number: number, over: Partial<AuditSeal>, where: 'stored' | 'archived' | 'both') => {
  const stored = world.stored.get(number);
  const copy = world.archived.get(number);
  if (stored && where !== 'archived')
    world.stored.set(number, { ...stored, seal: { ...stored.seal, ...over } });
  if (copy && where !== 'stored') world.archived.set(number, { ...copy, ...over });
};

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
  expect(await verify()).toEqual({ findings: [], seals: 2, intact: 5, erased: 0, open: 0 });
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

describe('what somebody with all rights in the database does', () => {
  beforeEach(async () => {
    addEvents(1, 4);
    await sealEvents(ports);
    addEvents(5, 2);
    await sealEvents(ports);
    expect(await findings()).toEqual([]);
  });

  const swapped = (number: number): Pick<AuditSeal, 'events'> => ({
    events: (world.stored.get(number)?.seal.events ?? []).toReversed(),
  });
  const withHead = (number: number, over: Partial<AuditSeal>): Partial<AuditSeal> => {
    const seal = world.stored.get(number)?.seal;
    return seal ? { ...over, head: sealHead({ ...seal, ...over }) } : over;
  };

  const deeds: [string, () => void, Finding[]][] = [
    [
      'removes an event',
      () => world.events.delete(idOf(2)),
      [{ what: 'event-removed', event: idOf(2), seal: 1 }],
    ],
    [
      'alters a field',
      () => change(idOf(2), { outcome: 'refused' }),
      [{ what: 'event-altered', event: idOf(2), seal: 1 }],
    ],
    [
      'adds a field',
      () => change(idOf(2), { more: 1 }),
      [{ what: 'event-altered', event: idOf(2), seal: 1 }],
    ],
    [
      'moves an event in time',
      () => change(idOf(5), { atMs: 1 }),
      [{ what: 'event-altered', event: idOf(5), seal: 2 }],
    ],
    [
      'exchanges two events',
      () => {
        const [one, two] = [world.events.get(idOf(1)), world.events.get(idOf(2))];
        if (one && two) world.events.set(idOf(1), two).set(idOf(2), one);
      },
      [
        { what: 'event-altered', event: idOf(1), seal: 1 },
        { what: 'event-altered', event: idOf(2), seal: 1 },
      ],
    ],
    [
      'takes the salt',
      () => change(idOf(2), { salt: undefined }),
      [{ what: 'event-altered', event: idOf(2), seal: 1 }],
    ],
    [
      'marks an event as not sealed',
      () => change(idOf(2), { sealed: false }),
      [{ what: 'event-altered', event: idOf(2), seal: 1 }],
    ],
    [
      'puts in an event that looks sealed',
      () => {
        world.add('x', event());
        change('x', { sealed: 1, salt: 'x' });
      },
      [{ what: 'event-not-in-its-seal', event: 'x' }],
    ],
    [
      'writes an event past the service',
      () => world.events.set('x', { fields: { ...event() }, version: '' }),
      [{ what: 'event-without-mark', event: 'x' }],
    ],
    [
      'passes a removal off as an erasure',
      () => {
        world.events.set(idOf(2), { fields: { sealed: 1, erasedAtMs: 5 }, version: '' });
      },
      [{ what: 'erased-without-record', count: 1 }],
    ],
    [
      'reorders a seal',
      () => {
        changeSeal(1, swapped(1), 'stored');
      },
      [{ what: 'copies-differ', seal: 1 }],
    ],
    [
      'reorders a seal and its copy',
      () => {
        changeSeal(1, swapped(1), 'both');
      },
      [{ what: 'seal-altered', seal: 1 }],
    ],
    [
      'reorders a seal, its copy and its head',
      () => {
        changeSeal(1, withHead(1, swapped(1)), 'both');
      },
      [{ what: 'chain-broken', seal: 2 }],
    ],
    [
      'moves a seal in time',
      () => {
        changeSeal(2, { sealedAtMs: 5 }, 'both');
      },
      [{ what: 'seal-altered', seal: 2 }],
    ],
    ['removes a seal', () => world.stored.delete(2), [{ what: 'seal-missing', seal: 2 }]],
    ['removes a copy', () => world.archived.delete(1), [{ what: 'copy-missing', seal: 1 }]],
    [
      'removes a seal with its copy and its events’ marks',
      () => {
        world.stored.delete(1);
        world.archived.delete(1);
      },
      [
        { what: 'seal-missing', seal: 1 },
        { what: 'chain-broken', seal: 2 },
        ...[1, 2, 3, 4].map((number) => ({ what: 'event-not-in-its-seal' as const, event: idOf(number) })),
      ],
    ],
    [
      'seals an event a second time',
      () => {
        const { hash = '' } = world.stored.get(1)?.seal.events[0] ?? {};
        changeSeal(2, withHead(2, { events: [{ id: idOf(1), hash }] }), 'both');
      },
      [
        { what: 'event-sealed-twice', event: idOf(1), seal: 2 },
        { what: 'event-not-in-its-seal', event: idOf(5) },
        { what: 'event-not-in-its-seal', event: idOf(6) },
      ],
    ],
  ];

  test.each(deeds)('who %s is found out', async (_what, deed, found) => {
    deed();
    const verified = await verify();
    expect(verified.findings).toEqual(found);
    const lines = reportTrail(verified, world.archived.size);
    expect(lines).toHaveLength(found.length + 2);
    expect(lines.at(-1)).toBe(found.length === 1 ? '1 finding.' : `${String(found.length)} findings.`);
  });

  test('a new chain of seals over altered events differs from the copies', async () => {
    change(idOf(1), { outcome: 'refused' });
    for (const [id] of world.events) change(id, { sealed: false });
    world.stored.clear();
    const before = structuredClone([...world.archived.values()]);
    await expect(sealEvents(ports)).rejects.toThrow('another seal');
    expect([...world.archived.values()]).toEqual(before);
    const { findings: found } = await verify();
    expect(found).toContainEqual({ what: 'copies-differ', seal: 1 });
    expect(found).toContainEqual({ what: 'event-altered', event: idOf(1), seal: 1 });
  });
});

test('erasures at once are recorded as often as they were made', async () => {
  addEvents(1, 5);
  await sealEvents(ports);
  const both = await Promise.all([eraseEvents(ports, 'owner-1'), eraseEvents(ports, 'owner-1')]);
  expect(both.map(({ erased }) => erased).sort()).toEqual([0, 5]);
  const records = [...world.events.values()].filter(({ fields }) => fields['action'] === 'events-erased');
  expect(records.map(({ fields }) => fields['count'])).toEqual([5]);
});

test('erased events say nothing any more, and the chain still holds', async () => {
  addEvents(1, limits.eventsPerSeal + 3);
  world.add('other', event({ ownerUid: 'owner-2', studyId: 'x', actor: { kind: 'owner', uid: 'owner-2' } }));
  await sealEvents(ports);
  addEvents(9_000, 1);
  const { erased } = await eraseEvents(ports, 'owner-1');
  expect(erased).toBe(limits.eventsPerSeal + 3);
  expect(world.events.get(idOf(1))?.fields).toEqual({ sealed: 1, erasedAtMs: world.nowMs });
  const said = [...world.events].filter(([id]) => id !== idOf(9_000)).map(([, { fields }]) => fields);
  expect(/owner-1|study-\d/.test(JSON.stringify(said))).toBe(false);
  // The event that was not sealed, and one record for each write of erasures.
  expect(await verify()).toMatchObject({ findings: [], erased, intact: 1, open: 3 });
  await sealEvents(ports);
  const verified = await verify();
  expect(verified).toMatchObject({ findings: [], erased, intact: 4, open: 0 });
  expect(reportTrail(verified, world.archived.size)).toEqual([
    `3 seals, 3 copies compared, 4 events as sealed, ${String(erased)} events erased, 0 events not sealed yet`,
    'The trail is as it was sealed.',
  ]);
});

/** What verifying finds: nothing that was sealed can be removed, altered or reordered unseen. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { AuditSeal } from '@pacs/shared/audit-seal';
import { limits } from '@pacs/shared/limits';
import { eraseEvents } from '../../functions/src/core/audit/erase-events.ts';
import { sealHead } from '../../functions/src/core/audit/seal-hash.ts';
import { sealEvents } from '../../functions/src/core/audit/seal-events.ts';
import { type Finding } from '../../functions/src/core/audit/verify-seals.ts';
import { reportTrail } from '../../tools/audit/report-trail.ts';
import {
  addEvents,
  change,
  changeSeal,
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
        world.events.set(idOf(2), { fields: { sealed: 1, erasedAtMs: 5, record: 'r' }, version: '' });
      },
      [{ what: 'erased-unlike-record', record: 'r', erased: 1, recorded: 0 }],
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
  expect(world.events.get(idOf(1))?.fields).toEqual({
    sealed: 1,
    erasedAtMs: world.nowMs,
    record: `${String(world.nowMs)}-erased-${idOf(1)}`,
  });
  const said = [...world.events].filter(([id]) => id !== idOf(9_000)).map(([, { fields }]) => fields);
  expect(/owner-1|study-\d/.test(JSON.stringify(said))).toBe(false);
  // The event that was not sealed, and one record for each write of erasures.
  expect(await verify()).toMatchObject({ findings: [], erased, intact: 1, open: 3 });
  await sealEvents(ports);
  const verified = await verify();
  expect(verified).toMatchObject({ findings: [], erased, intact: 4, open: 0 });
  const lines = reportTrail(verified, world.archived.size);
  // Whoever did not erase anything then knows that somebody has.
  expect(lines.slice(0, 2).map((line) => line.replace(/ record .*/, ''))).toEqual([
    `To know by yourself: 200 events erased at ${new Date(world.nowMs).toISOString().replace('.000', '')},`,
    `To know by yourself: 3 events erased at ${new Date(world.nowMs).toISOString().replace('.000', '')},`,
  ]);
  expect(lines.slice(2)).toEqual([
    `3 seals, 3 copies compared, 4 events as sealed, ${String(erased)} events erased, 0 events not sealed yet`,
    'The trail is as it was sealed.',
  ]);
});

test('a removal passed off as part of an erasure that was made does not fit its record', async () => {
  addEvents(1, 3);
  world.add('other', event({ ownerUid: 'owner-2' }));
  await sealEvents(ports);
  await eraseEvents(ports, 'owner-1');
  expect(await findings()).toEqual([]);
  const erased = world.events.get(idOf(1))?.fields ?? {};
  const record = String(erased['record']);
  world.events.set('other', { fields: { ...erased }, version: '' });
  const verified = await verify();
  expect(verified.findings).toEqual([{ what: 'erased-unlike-record', record, erased: 4, recorded: 3 }]);
  expect(reportTrail(verified, undefined)[0]).toBe(
    `Record ${record} says that 3 events were erased: 4 name it.`,
  );
});

test('an event of hours before that comes into a later seal is pointed out, and breaks nothing', async () => {
  addEvents(1, 1);
  const firstMs = world.nowMs;
  await sealEvents(ports);
  world.nowMs += hour;
  world.add('late', event({ atMs: firstMs - 3 * hour }));
  world.add('earlier', event({ atMs: firstMs - 3 * hour - 1 }));
  await sealEvents(ports);
  const verified = await verify();
  expect(verified.findings).toEqual([]);
  expect(verified.late).toEqual([{ event: 'earlier', seal: 2, atMs: firstMs - 3 * hour - 1 }]);
  expect(reportTrail(verified, undefined)[0]).toMatch(/^To look into: event earlier is of .* into seal 2\.$/);
});

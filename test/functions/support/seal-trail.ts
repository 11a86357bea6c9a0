/** A trail of events in memory, its sealer, and what somebody with all rights can do to it. */
import { beforeEach } from 'vitest';
import type { AuditSeal } from '@pacs/shared/audit-seal';
import type { AuditDocument } from '@pacs/shared/audit-document';
import { type SealPorts } from '../../../functions/src/core/audit/seal-events.ts';
import { verifyTrail } from '../../../functions/src/core/audit/verify-seals.ts';
import { type SealWorld, sealWorld } from '../fakes/memory-seals.ts';

export const hour = 3_600_000;

export let world: SealWorld;
let randoms: number;
export let ports: SealPorts;
/** Each test of the file starts with an empty trail. */
export function freshTrails(): void {
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
}

export const event = (over: Partial<AuditDocument> = {}): AuditDocument => ({
  ownerUid: 'owner-1',
  studyId: 'study-1',
  action: 'study-opened',
  actor: { kind: 'owner', uid: 'owner-1' },
  from: { address: '203.0.113.0/24', browser: 'Firefox' },
  outcome: 'success',
  atMs: world.nowMs,
  ...over,
});
export const idOf = (number: number) => `e${String(number).padStart(5, '0')}`;
export const addEvents = (first: number, count: number) => {
  for (let number = first; number < first + count; number += 1)
    world.add(idOf(number), event({ studyId: `study-${String(number)}` }));
};

export async function verify(archived = true) {
  const events = [...world.events].map(([id, { fields }]) => ({ id, fields }));
  return verifyTrail({
    archived: archived ? [...world.archived.values()] : undefined,
    stored: [...world.stored.values()],
    events: (async function* () {
      yield* events;
    })(),
  });
}
export const findings = async () => (await verify()).findings;

/** In the database, whatever its rules say. */
export const change = (id: string, over: Record<string, unknown>) => {
  const present = world.events.get(id);
  if (!present) throw new Error('no such event');
  world.events.set(id, { ...present, fields: { ...present.fields, ...over } });
};
export const changeSeal = (
  number: number,
  over: Partial<AuditSeal>,
  where: 'stored' | 'archived' | 'both',
) => {
  const stored = world.stored.get(number);
  const copy = world.archived.get(number);
  if (stored && where !== 'archived')
    world.stored.set(number, { ...stored, seal: { ...stored.seal, ...over } });
  if (copy && where !== 'stored') world.archived.set(number, { ...copy, ...over });
};

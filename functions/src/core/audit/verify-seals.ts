/** Holds the audit trail against its seals: finds what was removed, altered, reordered or put in later. */
import { type AuditSeal, ErasedEvent, SealedMark } from '@pacs/shared/audit-seal';
import { z } from 'zod';
import { type StoredFields, canonicalJson, eventHash, sealHead } from './seal-hash.ts';

export type Finding =
  | {
      what: 'seal-missing' | 'seal-altered' | 'chain-broken' | 'copies-differ' | 'copy-missing';
      seal: number;
    }
  | { what: 'event-removed' | 'event-altered' | 'event-sealed-twice'; event: string; seal: number }
  | { what: 'event-not-in-its-seal' | 'event-without-mark'; event: string }
  | { what: 'erased-without-record'; count: number };

export interface Trail {
  /** Copies of the bucket; undefined where there is none to compare with. */
  archived: readonly AuditSeal[] | undefined;
  /** Seals of the database; `copied`: the bucket was said to have it. */
  stored: readonly { seal: AuditSeal; copied: boolean }[];
  events: AsyncIterable<{ id: string; fields: StoredFields }>;
}

export interface Verified {
  findings: Finding[];
  seals: number;
  /** Events that are as they were sealed. */
  intact: number;
  erased: number;
  /** Not sealed yet: nothing can be said of them. */
  open: number;
}

interface Expected {
  seal: number;
  hash: string;
}

export async function verifyTrail({ archived, stored, events }: Trail): Promise<Verified> {
  const findings: Finding[] = [];
  const seals = sealsOf(archived, stored, findings);
  const expected = expectedOf(seals, findings);
  const counts = { intact: 0, erased: 0, open: 0 };
  let recorded = 0;
  const seen = new Set<string>();
  for await (const { id, fields } of events) {
    seen.add(id);
    recorded += Erasure.safeParse(fields).data?.count ?? 0;
    const state = stateOf(id, fields, expected.get(id));
    if (typeof state === 'string') counts[state] += 1;
    else findings.push(state);
  }
  for (const [event, { seal }] of expected)
    if (!seen.has(event)) findings.push({ what: 'event-removed', event, seal });
  if (counts.erased > recorded)
    findings.push({ what: 'erased-without-record', count: counts.erased - recorded });
  return { findings, seals: seals.length, ...counts };
}

const Erasure = z.object({ action: z.literal('events-erased'), count: z.int().min(1) });

/** What the archive has counts: nobody can write there again. */
function sealsOf(archived: Trail['archived'], stored: Trail['stored'], findings: Finding[]): AuditSeal[] {
  const copies = new Map((archived ?? []).map((seal) => [seal.number, seal]));
  const own = new Map(stored.map((one) => [one.seal.number, one]));
  const last = Math.max(0, ...copies.keys(), ...own.keys());
  const seals: AuditSeal[] = [];
  for (let number = 1; number <= last; number += 1) {
    const copy = copies.get(number);
    const mine = own.get(number);
    const seal = copy ?? mine?.seal;
    if (seal) seals.push(seal);
    if (!seal || !mine) findings.push({ what: 'seal-missing', seal: number });
    if (archived && mine?.copied === true && !copy) findings.push({ what: 'copy-missing', seal: number });
    if (copy && mine && canonicalJson(copy) !== canonicalJson(mine.seal))
      findings.push({ what: 'copies-differ', seal: number });
  }
  return seals;
}

function expectedOf(seals: readonly AuditSeal[], findings: Finding[]): Map<string, Expected> {
  const expected = new Map<string, Expected>();
  let previous: AuditSeal | undefined;
  for (const seal of seals) {
    const { number, head, events } = seal;
    if (sealHead(seal) !== head) findings.push({ what: 'seal-altered', seal: number });
    if (seal.previous !== (previous?.head ?? '')) findings.push({ what: 'chain-broken', seal: number });
    previous = seal;
    for (const { id, hash } of events)
      if (expected.has(id)) findings.push({ what: 'event-sealed-twice', event: id, seal: number });
      else expected.set(id, { seal: number, hash });
  }
  return expected;
}

function stateOf(
  event: string,
  fields: StoredFields,
  expected: Expected | undefined,
): 'intact' | 'erased' | 'open' | Finding {
  const mark = SealedMark.safeParse(fields).data;
  if (!expected)
    return mark?.sealed === false
      ? 'open'
      : { what: mark ? 'event-not-in-its-seal' : 'event-without-mark', event };
  const { seal, hash } = expected;
  if (ErasedEvent.safeParse(fields).data?.sealed === seal) return 'erased';
  const isIntact =
    mark?.sealed === seal && mark.salt !== undefined && eventHash(event, mark.salt, fields) === hash;
  return isIntact ? 'intact' : { what: 'event-altered', event, seal };
}

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
  | { what: 'erased-unlike-record'; record: string; erased: number; recorded: number };

/** An erasure as its event records it. */
export interface Erasure {
  record: string;
  count: number;
  atMs: number;
}

/** Sealed after a seal that should have had it: written late, or put in afterwards. */
export interface LateEvent {
  event: string;
  seal: number;
  atMs: number;
}

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
  /** Nothing is wrong with these by themselves: whoever runs the service knows whether they have made them. */
  erasures: Erasure[];
  late: LateEvent[];
  /** Events that are as they were sealed. */
  intact: number;
  erased: number;
  /** Not sealed yet: nothing can be said of them. */
  open: number;
}

interface Expected {
  seal: number;
  hash: string;
  /** When the seal before was made. */
  previousAtMs: number;
}

/** Refusals of a link are sealed up to an hour and a quarter after the latest of them, by an hourly run. */
const lateMs = 3 * 3_600_000;

export async function verifyTrail({ archived, stored, events }: Trail): Promise<Verified> {
  const findings: Finding[] = [];
  const seals = sealsOf(archived, stored, findings);
  const expected = expectedOf(seals, findings);
  const counts = { intact: 0, erased: 0, open: 0 };
  const erasures: Erasure[] = [];
  const late: LateEvent[] = [];
  const erasedBy = new Map<string, number>();
  const seen = new Set<string>();
  for await (const { id, fields } of events) {
    seen.add(id);
    const sealedAs = expected.get(id);
    const state = stateOf(id, fields, sealedAs);
    if (typeof state === 'string') counts[state] += 1;
    else findings.push(state);
    const said = ErasureFields.safeParse(fields).data;
    if (said) erasures.push({ record: id, count: said.count, atMs: said.atMs });
    const { record } = ErasedEvent.safeParse(fields).data ?? {};
    if (record !== undefined) erasedBy.set(record, (erasedBy.get(record) ?? 0) + 1);
    const { atMs } = Timed.safeParse(fields).data ?? {};
    if (state === 'intact' && sealedAs && atMs !== undefined && atMs + lateMs < sealedAs.previousAtMs)
      late.push({ event: id, seal: sealedAs.seal, atMs });
  }
  for (const [event, { seal }] of expected)
    if (!seen.has(event)) findings.push({ what: 'event-removed', event, seal });
  findings.push(...unlikeRecords(erasures, erasedBy));
  return { findings, seals: seals.length, erasures, late, ...counts };
}

const Timed = z.object({ atMs: z.int() });
const ErasureFields = z.object({ action: z.literal('events-erased'), count: z.int().min(1), atMs: z.int() });

function unlikeRecords(erasures: readonly Erasure[], erasedBy: ReadonlyMap<string, number>): Finding[] {
  const recorded = new Map(erasures.map(({ record, count }) => [record, count]));
  return [...new Set([...recorded.keys(), ...erasedBy.keys()])].flatMap((record) => {
    const counts = { erased: erasedBy.get(record) ?? 0, recorded: recorded.get(record) ?? 0 };
    return counts.erased === counts.recorded
      ? []
      : [{ what: 'erased-unlike-record' as const, record, ...counts }];
  });
}

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
    const previousAtMs = previous?.sealedAtMs ?? 0;
    previous = seal;
    for (const { id, hash } of events)
      if (expected.has(id)) findings.push({ what: 'event-sealed-twice', event: id, seal: number });
      else expected.set(id, { seal: number, hash, previousAtMs });
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

import type { AuditSeal } from '@pacs/shared/audit-seal';
import { limits } from '@pacs/shared/limits';
import { z } from 'zod';
import type { Clock, Random, SealArchive, SealStore, UnsealedEvent } from '../ports.ts';
import { newKey } from '../tokens.ts';
import { eventHash, sealHead } from './seal-hash.ts';

export interface SealPorts {
  seals: SealStore;
  /** undefined: the operator keeps no copies. */
  archive: SealArchive | undefined;
  clock: Clock;
  random: Random;
}

const hourMs = 3_600_000;
/** Within a function's time, and long enough for a writer of the last hour to be through. */
const maxMs = 5 * 60_000;
const lateMs = 15 * 60_000;

const Counted = z.object({ action: z.literal('link-refused'), atMs: z.number() });

/** Refusals of one link are counted in one event until their hour is over. */
function isSettled({ fields }: UnsealedEvent, nowMs: number): boolean {
  const counted = Counted.safeParse(fields).data;
  return counted === undefined || nowMs >= (Math.floor(counted.atMs / hourMs) + 1) * hourMs + lateMs;
}

export type SealReport = Record<'sealed' | 'copied', number>;

/**
 * Seals what has come since the last run, and copies what is not in the archive yet. A seal and the marks on its events
 * are one write that asks for the seal's number to be free: of runs at once one gets it, and what broke off before that
 * write has left nothing. Copies are made after it, and made up for by the next run.
 */
export async function sealEvents(ports: SealPorts): Promise<SealReport> {
  return { sealed: await sealNew(ports), copied: await copyNew(ports) };
}

async function sealNew({ seals, clock, random }: SealPorts): Promise<number> {
  const untilMs = clock.now() + maxMs;
  let sealed = 0;
  let afterId: string | undefined;
  while (clock.now() < untilMs) {
    const found = await seals.unsealed(afterId, limits.eventsPerSeal);
    const nowMs = clock.now();
    const settled = found.flatMap((event) =>
      isSettled(event, nowMs) ? [{ ...event, salt: newKey(random) }] : [],
    );
    if (settled.length > 0) {
      const seal = nextSeal(await seals.last(), nowMs, settled);
      // Another run has this number, or an event was written to: the next run goes on from what is there then.
      if ((await seals.commit(seal, settled)) === 'conflict') return sealed;
      sealed += settled.length;
    }
    if (found.length < limits.eventsPerSeal) return sealed;
    afterId = found.at(-1)?.id;
  }
  return sealed;
}

function nextSeal(
  last: AuditSeal | undefined,
  sealedAtMs: number,
  events: readonly (UnsealedEvent & { salt: string })[],
): AuditSeal {
  const seal = {
    number: (last?.number ?? 0) + 1,
    previous: last?.head ?? '',
    sealedAtMs,
    events: events.map(({ id, salt, fields }) => ({ id, hash: eventHash(id, salt, fields) })),
  };
  return { ...seal, head: sealHead(seal) };
}

const copiesAtOnce = 100;

/** In order, and no further than where one fails. */
async function copyNew({ seals, archive }: SealPorts): Promise<number> {
  if (!archive) return 0;
  let copied = 0;
  for (;;) {
    const waiting = await seals.uncopied(copiesAtOnce);
    for (const seal of waiting) {
      await archive.put(seal);
      await seals.markCopied(seal.number);
      copied += 1;
    }
    if (waiting.length < copiesAtOnce) return copied;
  }
}

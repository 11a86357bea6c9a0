/**
 * Seals of the audit trail. Events are sealed in the order in which the sealer found them, never by their own clocks: a
 * late one stands in a later seal, and no seal is ever written again.
 */
import { z } from 'zod';
import { limits } from './limits.ts';

/** SHA-256, base64url. */
const sha256 = z.string().length(43);

/** `auditSeals/{number}`, and the same JSON in the bucket of seals. Holds no event, only what gives a change away. */
export const AuditSeal = z.object({
  /** 1, 2, … without a gap. */
  number: z.int().min(1),
  /** Head of the seal before; '' for the first. */
  previous: z.union([z.literal(''), sha256]),
  sealedAtMs: z.int().min(0),
  events: z
    .array(z.object({ id: z.string().max(256), hash: sha256 }))
    .min(1)
    .max(limits.eventsPerSeal),
  /** SHA-256 of all the above (functions/src/core/audit/seal-hash.ts). */
  head: sha256,
});
export type AuditSeal = z.infer<typeof AuditSeal>;

/** What stands in an event's document beside the event: false until it is sealed, then in which seal. */
export const SealedMark = z.object({
  sealed: z.union([z.literal(false), z.int().min(1)]),
  /** Random, so that nobody can find out by trying what an erased event has said. */
  salt: z.string().max(64).optional(),
});

/** What is left of an event that was erased. */
export const ErasedEvent = z.strictObject({
  sealed: z.int().min(1),
  erasedAtMs: z.int().min(0),
  /** Id of the event that says so. */
  record: z.string().max(256),
});

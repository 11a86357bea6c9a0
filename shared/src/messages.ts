/** What a link's owner is told, and messages on their way. Nothing of a patient is in any of it. */
import { z } from 'zod';

const ms = z.int().min(0);

/** Somebody opened it for the first time; wrong passcodes locked it; it ended and nobody had opened it. */
export const linkAlerts = ['opened', 'locked', 'unopened'] as const;
export const LinkAlert = z.enum(linkAlerts);
export type LinkAlert = z.infer<typeof LinkAlert>;

/** `alerts/{what}-{linkId}…`: an id for each thing that can happen once, so that it is told once. */
export const AlertDocument = z.object({
  ownerUid: z.string(),
  studyId: z.string(),
  linkId: z.string(),
  what: LinkAlert,
  atMs: ms,
  readAtMs: ms.optional(),
});
export type AlertDocument = z.infer<typeof AlertDocument>;

/** One mailbox, as whoever proved it to Firebase Auth may have it: nothing that would make two of it, or a header. */
export const Mailbox = z
  .string()
  .max(254)
  .regex(/^[^\s@,;:<>()[\]"\\\p{Cc}]+@[^\s@,;:<>()[\]"\\\p{Cc}]+$/u);

/**
 * `outbox/{mailId}`, in the shape that Firebase's extension “Trigger Email from Firestore” delivers; it writes
 * `delivery` beside it. A link that is sent stands in it as it opens: gone once it is delivered or `expiresAtMs` has come.
 */
export const OutboxDocument = z.object({
  to: Mailbox,
  replyTo: Mailbox.optional(),
  message: z.object({
    subject: z.string().max(200),
    text: z.string().max(10_000),
    html: z.string().max(60_000),
  }),
  /** '' where it is nobody's of whom anything else is kept. */
  ownerUid: z.string(),
  /** Of the link it is about, if it is about one. */
  linkId: z.string().optional(),
  createdAtMs: ms,
  expiresAtMs: ms,
});
export type OutboxDocument = z.infer<typeof OutboxDocument>;

/** What the extension says of a message, as far as anybody here looks. */
export const Delivery = z.object({
  delivery: z.object({ state: z.enum(['PENDING', 'PROCESSING', 'RETRY', 'SUCCESS', 'ERROR']) }).optional(),
});

/** What people may say of themselves, and what they may ask for: their data, and the end of their account. */
import { z } from 'zod';

const ms = z.int().min(0);
const count = z.int().min(0);
const words = z.string().max(100);

/** All of it optional; the name lies in Firebase Auth. */
export const Profile = z.object({
  specialty: words.optional(),
  role: words.optional(),
  phone: z
    .string()
    .max(40)
    .regex(/^[0-9+()./ -]*$/)
    .optional(),
});
export type Profile = z.infer<typeof Profile>;

/** `deletions/{uid}`: gone when the wish is taken back, and with the account. */
export const DeletionDocument = z.object({
  requestedAtMs: ms,
  dueMs: ms,
  receiptId: z.string(),
  /** From then on nothing can be taken back. */
  startedAtMs: ms.optional(),
  /** Kept from the start on, for the receipt: by then Firebase Auth has nobody of that name. */
  email: z.string().max(254).optional(),
  removed: z.object({ studies: count, links: count, uploads: count }).optional(),
});
export type DeletionDocument = z.infer<typeof DeletionDocument>;

/** `receipts/{receiptId}`. Whose account it was is known to whoever has the receipt, and to nobody else. */
export const ReceiptDocument = z.object({
  requestedAtMs: ms,
  deletedAtMs: ms,
  removed: z.object({ studies: count, links: count, uploads: count }),
  expiresAtMs: ms,
});
export type ReceiptDocument = z.infer<typeof ReceiptDocument>;

export const ExportPart = z.object({
  /** Below `exports/{exportId}/` in the studies bucket. */
  name: z.string().max(64),
  bytes: count,
  /** Absent: everything but the studies' files. */
  studyId: z.string().optional(),
  /** Files that could not be put together as they were given, and are missing. */
  failed: count,
});
export type ExportPart = z.infer<typeof ExportPart>;

/** `exports/{exportId}`: made part by part, each by a task of its own. */
export const ExportDocument = z.object({
  ownerUid: z.string(),
  state: z.enum(['preparing', 'ready', 'failed']),
  createdAtMs: ms,
  updatedAtMs: ms,
  expiresAtMs: ms,
  /** Studies that it is to hold, in their order; those before `study` are done, and of that one the packs before `pack`. */
  studyIds: z.array(z.string()).max(10_000),
  study: count,
  pack: count,
  /** Tries of the part that is being made. */
  tries: count,
  parts: z.array(ExportPart).max(2_000),
});
export type ExportDocument = z.infer<typeof ExportDocument>;

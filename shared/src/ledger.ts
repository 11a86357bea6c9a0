/** The half of a study's manifest that the server keeps it by; never leaves it. */
import { z } from 'zod';
import { limits } from './limits.ts';
import { StackFacts } from './manifest.ts';

const count = z.int().min(0);

/** One stored instance, as the server knows it. */
export const LedgerEntry = z.object({
  id: z.string(),
  sopInstanceUID: z.string(),
  /** The file has none: ours is made of its header, and says nothing of files whose pixels differ. */
  uidDerived: z.literal(true).optional(),
  seriesInstanceUID: z.string(),
  /** SHA-256 of the uploaded file, base64url, 43 characters. */
  sha256: z.string().length(43),
  bytes: count,
  pack: count,
  /** Ordinal in the pack's `.heads`. */
  head: count,
  complete: z.boolean(),
  lossy: z.boolean(),
  facts: StackFacts,
  /** Where a frame's facts differ from its instance's; by frame number, absent where none does. */
  frameFacts: z.array(StackFacts.partial()).optional(),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

export const StudyLedger = z.object({
  version: z.literal(1),
  entries: z.array(LedgerEntry),
  /** Digests of files that uploads announced and that are no entries; of files that came and could not be used. */
  missing: z.array(z.string().max(16)).max(limits.instancesPerUpload).default([]),
  rejected: z.array(z.string().max(16)).max(limits.rejectedPerStudy).default([]),
});
export type StudyLedger = z.infer<typeof StudyLedger>;

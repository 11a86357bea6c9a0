/** Firestore documents of viewer links. Times are milliseconds since 1970 by the server's clock. */
import { z } from 'zod';
import { limits } from './limits.ts';
import { LinkAlert, linkAlerts } from './messages.ts';

const ms = z.int().min(0);
const count = z.int().min(0);
const text = (max: number) => z.string().max(max);

/** `links/{sha256 of the token, hex}`. The token itself is stored nowhere. */
export const LinkDocument = z.object({
  ownerUid: z.string(),
  studyId: z.string(),
  incarnation: z.string(),
  /** For its owner alone: no visitor is told. */
  note: text(limits.linkNoteMax).optional(),
  createdAtMs: ms,
  expiresAtMs: ms,
  revokedAtMs: ms.optional(),
  /** Opaque ids of the only series it shows; absent: all of the study. */
  series: z.array(text(64)).min(1).max(limits.linkMaxSeries).optional(),
  /** Its visitors may have the stored files; absent: no URL of `.heads` is ever signed for them. */
  download: z.boolean().optional(),
  /** It shows no identity. */
  withoutIdentity: z.boolean().optional(),
  /** How often a session may begin. */
  maxViews: z.int().min(1).max(limits.linkMaxViews).optional(),
  /** Asked for before a session begins. `round`: how often the owner has unlocked the link. */
  passcode: z.object({ maxTries: z.int().min(1), round: count }).optional(),
  /** Since so many wrong passcodes; over once `round` is not the passcode's any more. */
  locked: z.object({ round: count, atMs: ms }).optional(),
  /** When its owner wants to be told. */
  alerts: z.array(LinkAlert).max(3).optional(),
  /** Its end, for as long as nobody has opened it and its owner wants to be told so then. */
  alertDueMs: ms.optional(),
  /** How often it was sent by mail. */
  mails: count.optional(),
  opens: count.default(0),
  lastOpenedAtMs: ms.optional(),
});
export type LinkDocument = z.infer<typeof LinkDocument>;

/** What can happen to it still: what has no passcode is never locked, and what was opened is not opened first again. */
export function possibleAlerts({ passcode, opens }: { passcode?: unknown; opens: number }): LinkAlert[] {
  const isPossible: Record<LinkAlert, boolean> = {
    opened: opens === 0,
    locked: passcode !== undefined,
    unopened: opens === 0,
  };
  return linkAlerts.filter((one) => isPossible[one]);
}

/** `links/{linkId}/sessions/{sha256 of the session token, hex}`. */
export const LinkSessionDocument = z.object({ createdAtMs: ms, lastSeenAtMs: ms });
export type LinkSessionDocument = z.infer<typeof LinkSessionDocument>;

/** `links/{linkId}/secrets/passcode`: scrypt (RFC 7914) with its parameters; salt and hash are base64url. */
export const PasscodeDocument = z.object({
  salt: text(64),
  hash: text(64),
  cost: z.int().min(2),
  blockSize: z.int().min(1),
  parallelization: z.int().min(1),
});
export type PasscodeDocument = z.infer<typeof PasscodeDocument>;

/** `links/{linkId}/secrets/ids`: what the ids are made with that visitors see (32 bytes, base64url). */
export const IdKeyDocument = z.object({ idKey: z.string().length(43) });

/** `links/{linkId}/tries/{round}-{slot}`: made before the passcode is looked at, gone if it was right. */
export const LinkTryDocument = z.object({
  round: count,
  slot: count,
  state: z.enum(['pending', 'wrong']),
  atMs: ms,
});
export type LinkTryDocument = z.infer<typeof LinkTryDocument>;

/** `links/{linkId}/views/{slot}`: one of LinkDocument.maxViews, spent. */
export const LinkViewDocument = z.object({ atMs: ms });

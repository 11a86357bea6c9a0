/** What the operator of an installation sees and does. No image, no name and no data of patients' studies is in it. */
import { z } from 'zod';
import { limits } from './limits.ts';
import {
  ConfirmRightAnswer,
  EnterRightRequest,
  RightStepRequest,
  RightsEntryDocument,
  RightsPersonDocument,
  RightsRequestDocument,
} from './rights.ts';

const id = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/);
const count = z.int().min(0);
const ms = z.int().min(0);

/** Events of the audit trail that are nobody's but the operator's. */
export const operatorActions = [
  'rights-received',
  'rights-entered',
  'rights-replied',
  'rights-read',
  'rights-taken',
  'rights-noted',
  'rights-written',
  'rights-asked',
  'rights-extended',
  'rights-answered',
  'rights-refused',
  'rights-removed',
  'ingest-health-read',
  'storage-read',
  'consents-read',
] as const;

const MailState = z.enum(['waiting', 'failed', 'gone']);

/** One request with its person and all that was written. Each reading is an event of the audit trail. */
export const openRightsRequest = {
  request: z.object({ requestId: id }),
  response: z.object({
    request: RightsRequestDocument,
    person: RightsPersonDocument,
    /** Of the account that has proven this address, where the person says that they have one. */
    accountUid: z.string().optional(),
    entries: z.array(RightsEntryDocument.extend({ mail: MailState.optional() })),
  }),
};

/** One that came by letter or telephone. */
export const enterRightsRequest = { request: EnterRightRequest, response: ConfirmRightAnswer };

/** `seen`: the request's revision that the operator has before them; `conflict` where it is another by now. */
export const stepRightsRequest = {
  request: z.object({ requestId: id, seen: z.int().min(1), step: RightStepRequest }),
  response: z.object({ ok: z.literal(true) }),
};

const UploadInTrouble = z.object({
  uploadId: id,
  createdAtMs: ms,
  /** Bundles that are still awaited, and bundles that ended as failed. */
  awaited: count,
  failed: count,
});
export type UploadInTrouble = z.infer<typeof UploadInTrouble>;

/** Counts of all; ids of the oldest few. */
export const readIngestHealth = {
  request: z.object({}),
  response: z.object({
    open: count,
    /** Closed by their client some time ago, and bundles are awaited still. */
    stuck: z.object({ count, uploads: z.array(UploadInTrouble) }),
    failed: z.object({ count, uploads: z.array(UploadInTrouble) }),
    studiesBeingDeleted: count,
    studiesToTranscode: count,
  }),
};

export const readStorage = {
  /** `after`: the answer before's `next`. */
  request: z.object({ after: z.string().max(128).optional() }),
  response: z.object({
    /** Of everybody, with the first page alone. */
    total: z.object({ users: count, studies: count, bytes: count }).optional(),
    users: z.array(z.object({ uid: z.string(), studies: count, bytes: count })),
    next: z.string().optional(),
  }),
};

/** How visitors have chosen, as their proofs say: all of one period, and of them those who said yes to a purpose. */
export const readConsents = {
  request: z.object({ days: z.int().min(1).max(limits.operatorConsentDays) }),
  response: z.object({ choices: count, analytics: count, advertising: count, underSignal: count }),
};

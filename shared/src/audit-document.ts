/** One event of the audit trail, as Firestore keeps it. */
import { z } from 'zod';
import { operatorActions } from './operator.ts';

const text = (max: number) => z.string().max(max);

/** What can be done to an owner's studies and links. */
export const ownerActions = [
  'study-opened',
  'study-downloaded',
  'document-opened',
  'identity-resolved',
  'study-ingested',
  'study-deleted',
  'annotations-saved',
  'link-created',
  'link-opened',
  'link-refused',
  'link-revoked',
  'link-extended',
  'link-passcode-wrong',
  'link-locked',
  'link-unlocked',
  'link-noted',
  /** The operator has erased `count` events of one owner. */
  'events-erased',
  'link-alerts-set',
  'link-mailed',
  'study-kept',
  'study-held',
  'study-released',
  'study-expiry-told',
  'account-exported',
  'account-deletion-asked',
  'account-deletion-cancelled',
  'signed-out-everywhere',
] as const;
export const auditActions = [...ownerActions, ...operatorActions] as const;

/** `audit/{time-ordered id}`. Ids only, no names (contents after DICOM PS3.15 A.5). */
export const AuditDocument = z.object({
  ownerUid: z.string(),
  studyId: z.string(),
  action: z.enum(auditActions),
  actor: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('owner'), uid: z.string() }),
    z.object({ kind: z.literal('link'), linkId: z.string() }),
    z.object({ kind: z.literal('operator'), uid: z.string() }),
    z.object({ kind: z.literal('system') }),
  ]),
  /** The request about somebody's data that it belongs to; then neither owner nor study is named. */
  requestId: z.string().optional(),
  /** Address cut to /24 (IPv4) or /48 (IPv6); browser family only. */
  from: z.object({ address: text(64), browser: text(64) }).optional(),
  outcome: z.enum(['success', 'refused']),
  /** How many it stands for. Refusals of one link within one hour are one event, `atMs` and `from` the latest's; absent: once. */
  count: z.int().min(1).optional(),
  atMs: z.int().min(0),
});
export type AuditDocument = z.infer<typeof AuditDocument>;

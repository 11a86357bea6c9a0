import type { AuditDocument } from '@pacs/shared/audit-document';
import type { operatorActions } from '@pacs/shared/operator';

/** Of the audit trail: an operator has looked. */
export const operatorEvent = (
  action: (typeof operatorActions)[number],
  uid: string,
  atMs: number,
): AuditDocument => ({
  ownerUid: '',
  studyId: '',
  action,
  actor: { kind: 'operator', uid },
  outcome: 'success',
  atMs,
});

import type { AuditDocument } from '@pacs/shared/audit-document';
import type { operatorActions } from '@pacs/shared/operator';

/** Of the audit trail: which request, by whom, and nothing of what was written. */
export const rightsEvent = (
  action: (typeof operatorActions)[number],
  requestId: string,
  actor: AuditDocument['actor'],
  atMs: number,
): AuditDocument => ({ ownerUid: '', studyId: '', requestId, action, actor, outcome: 'success', atMs });

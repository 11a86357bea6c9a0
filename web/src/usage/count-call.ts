import type { CallableName } from '@pacs/shared/callables';
import type { UsageEvent } from '@pacs/shared/usage-events';
import { track } from './track.ts';

type Action = Extract<UsageEvent, { name: 'action' }>;

/** Calls that somebody has asked for, by what they do; those that belong to a drop are counted as its upload. */
const actions: Partial<Record<CallableName, Action['action']>> = {
  deleteStudy: 'study_deleted',
  resolveIdentity: 'identity_resolved',
  revokeLink: 'link_revoked',
  revokeLinks: 'links_revoked',
  extendLink: 'link_extended',
  unlockLink: 'link_unlocked',
  mailLink: 'link_mailed',
  previewWithoutIdentity: 'link_previewed',
  setLinkAlerts: 'alerts_set',
};

/** Counts what was done or why it was not: never of what. */
export function countCall(name: CallableName, outcome: Action['outcome']): void {
  const action = actions[name];
  if (action !== undefined) track({ name: 'action', action, outcome });
}

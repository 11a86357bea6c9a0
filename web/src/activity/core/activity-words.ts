/** Events of the audit trail in words. */
import type { AuditDocument, ownerActions } from '@pacs/shared/audit-document';
import type { LinkDocument } from '@pacs/shared/link-documents';

export type OwnerAction = (typeof ownerActions)[number];

export const actionWords: Readonly<Record<OwnerAction, string>> = {
  'study-opened': 'Opened the study',
  'study-downloaded': 'Downloaded files',
  'document-opened': 'Opened a document',
  'identity-resolved': 'Decided whose study it is',
  'study-ingested': 'Stored images',
  'study-deleted': 'Deleted the study',
  'annotations-saved': 'Saved measurements',
  'link-created': 'Made a link',
  'link-opened': 'Opened a link',
  'link-refused': 'Tried a link in vain',
  'link-revoked': 'Revoked a link',
  'link-extended': 'Extended a link',
  'link-passcode-wrong': 'Gave a wrong passcode',
  'link-locked': 'Locked a link by wrong passcodes',
  'link-unlocked': 'Unlocked a link',
  'link-noted': 'Changed the note on a link',
  'events-erased': 'Erased events',
  'link-alerts-set': 'Changed what a link tells you',
  'link-mailed': 'Sent a link by e-mail',
  'study-kept': 'Changed how long is kept',
  'study-held': 'Set a legal hold',
  'study-released': 'Released a legal hold',
  'study-expiry-told': 'Told of a deletion to come',
  'account-exported': 'Asked for an export',
  'account-deletion-asked': 'Asked for the account’s deletion',
  'account-deletion-cancelled': 'Took back the account’s deletion',
  'signed-out-everywhere': 'Signed out everywhere',
};

/** The operator's own events name no owner, so nobody meets them in a list of theirs. */
export const wordsOfAction = (action: AuditDocument['action']): string =>
  (actionWords as Readonly<Partial<Record<string, string>>>)[action] ?? 'Work of the operator';

/** `when` writes a time as this browser does. */
export function actorWords(
  { actor }: AuditDocument,
  linkOf: (linkId: string) => LinkDocument | undefined,
  when: (ms: number) => string,
): string {
  if (actor.kind === 'owner') return 'You';
  if (actor.kind === 'system') return 'The service';
  if (actor.kind === 'operator') return 'The operator';
  const link = linkOf(actor.linkId);
  if (link === undefined) return 'A link that is gone';
  return link.note === undefined || link.note === ''
    ? `Link of ${when(link.createdAtMs)}`
    : `Link “${link.note}”`;
}

/** Where it came from: the address as far as it is kept, and the kind of browser. */
export const fromWords = ({ from }: AuditDocument): string =>
  from === undefined ? '' : `${from.address} · ${from.browser}`;

export function outcomeWords({ outcome, count = 1 }: AuditDocument): string {
  const words = outcome === 'success' ? 'Done' : 'Refused';
  return count === 1 ? words : `${words} ${String(count)} times`;
}

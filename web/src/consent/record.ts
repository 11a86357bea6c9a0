import { consentTextVersion, type RecordConsentRequest } from '@pacs/shared/consent';
import { languageIds } from '@pacs/shared/languages';
import { apiPaths } from '@pacs/shared/paths';
import { isRecorded, isUnderSignal, type StoredChoice } from './choice.ts';
import { markStored } from './stored.ts';

const requestOf = (choice: StoredChoice): RecordConsentRequest => ({
  consentId: choice.consentId,
  madeAtMs: Date.parse(choice.lastConsentTimestamp),
  revision: choice.revision,
  textVersion: consentTextVersion,
  language: languageIds.find((id) => id === choice.languageCode) ?? 'en',
  analytics: choice.categories.includes('analytics'),
  advertising: choice.categories.includes('advertising'),
  underSignal: isUnderSignal(choice),
});

/** Sends a choice as proof unless that has been done. What does not arrive is sent by the next page that loads. */
export async function recordChoice(choice: StoredChoice): Promise<void> {
  if (isRecorded(choice)) return;
  const response = await fetch(apiPaths.recordConsent, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(requestOf(choice)),
    keepalive: true,
    credentials: 'omit',
  }).catch(() => undefined);
  if (response?.ok === true) markStored('recorded', choice);
}

import type { RecordConsentRequest } from '@pacs/shared/consent';
import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import type { Clock, RateLimiter, UsageCounter } from '../ports.ts';
import type { ConsentProofs } from './consent-ports.ts';

export interface RecordConsentPorts {
  consentProofs: ConsentProofs;
  usage: UsageCounter;
  rates: RateLimiter;
  clock: Clock;
}

const minuteMs = 60_000;

const yesOrNo = (allowed: boolean) => (allowed ? 'yes' : 'no');

/**
 * Records a choice once, and counts it for the day without its id. `address` only limits how often: it is not kept
 * with the proof. Errors: too-many-requests.
 */
export async function recordConsent(
  { consentProofs, usage, rates, clock }: RecordConsentPorts,
  choice: RecordConsentRequest,
  address: string,
): Promise<void> {
  const nowMs = clock.now();
  const most = limits.consentsPerMinutePerAddress;
  if (!(await rates.take(`consent ${address}`, most, minuteMs, nowMs)))
    throw new AppError('too-many-requests');
  const added = await consentProofs.add({ ...choice, atMs: nowMs });
  if (added === 'known') return;
  const counter = `consent_given|advertising=${yesOrNo(choice.advertising)}|analytics=${yesOrNo(choice.analytics)}`;
  await usage.add(new Date(nowMs).toISOString().slice(0, 10), { [counter]: 1 });
}

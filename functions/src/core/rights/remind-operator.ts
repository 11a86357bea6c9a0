import { reminderAfter } from '@pacs/shared/rights';
import { remindedMail } from '../mail/rights-mail.ts';
import { letterTo } from './letters.ts';
import type { RightsPorts } from './rights-ports.ts';

/** Tells the operator once that an open request is due soon; of reminders at once one is sent. */
export async function remindOperator(
  { rights, clock, random, webOrigin, operatorEmail }: Omit<RightsPorts, 'rates'>,
  requestId: string,
): Promise<void> {
  const nowMs = clock.now();
  const request = await rights.get(requestId);
  const { remindAtMs, kind, dueAtMs } = request ?? {};
  if (kind === undefined || dueAtMs === undefined || remindAtMs === undefined || remindAtMs > nowMs) return;
  const message = remindedMail({ kind, requestId, dueAtMs, webOrigin });
  await rights.remind(
    requestId,
    { due: remindAtMs, next: reminderAfter(dueAtMs, nowMs) },
    letterTo(random, operatorEmail, message, nowMs),
  );
}

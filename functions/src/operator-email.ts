import { Mailbox } from '@pacs/shared/messages';
import { logFailure } from './log.ts';
import { operatorAddress } from './params.ts';

/** Whom requests about personal data are told to. Empty: nobody, and nobody where what was set is no mailbox. */
export function operatorEmail(): string {
  const address = operatorAddress.value();
  if (address === '' || Mailbox.safeParse(address).success) return address;
  logFailure('operatorEmail', 'internal', new Error('PACS_OPERATOR_EMAIL is no mailbox'));
  return '';
}

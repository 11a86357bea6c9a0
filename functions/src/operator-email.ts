import { Mailbox } from '@pacs/shared/messages';
import { logFailure } from './log.ts';
import { operatorAddress } from './params.ts';

/** A log has the names of errors, not what they say. */
class OperatorAddressIsNoMailbox extends Error {
  override readonly name = 'OperatorAddressIsNoMailbox';
}

/** Whom requests about personal data are told to. Empty: nobody, and nobody where what was set is no mailbox. */
export function operatorEmail(): string {
  const address = operatorAddress.value();
  if (address === '' || Mailbox.safeParse(address).success) return address;
  logFailure('operatorEmail', 'internal', new OperatorAddressIsNoMailbox('PACS_OPERATOR_EMAIL'));
  return '';
}

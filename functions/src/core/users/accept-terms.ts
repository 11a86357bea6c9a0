import type { CallableRequest } from '@pacs/shared/callables';
import type { Clock, UserStore } from '../ports.ts';

export async function acceptTerms(
  ports: { users: UserStore; clock: Clock },
  uid: string,
  request: CallableRequest<'acceptTerms'>,
): Promise<void> {
  await ports.users.attest(uid, request.terms, request.textVersion, ports.clock.now());
}

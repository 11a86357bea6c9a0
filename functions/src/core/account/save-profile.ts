import type { Profile } from '@pacs/shared/account';
import type { Clock } from '../ports.ts';
import type { AccountStore } from './account-ports.ts';

export async function saveProfile(
  { accounts, clock }: { accounts: AccountStore; clock: Clock },
  uid: string,
  profile: Profile,
): Promise<void> {
  const said = Object.entries(profile).filter(([, words]) => words !== '');
  await accounts.saveProfile(uid, Object.fromEntries(said), clock.now());
}

import type { AuditDocument } from '@pacs/shared/audit-document';
import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import { keptDays } from '@pacs/shared/retention';
import type { Mail } from '../links/link-ports.ts';
import { deletionAskedMail } from '../mail/account-mails.ts';
import type { Clock, Random, StudyStore } from '../ports.ts';
import { newName } from '../tokens.ts';
import type { AccountStore, OwnedThings, SignIns } from './account-ports.ts';
import { type SignIn, assertRecent } from './sessions.ts';

export interface RequestDeletionPorts {
  accounts: AccountStore;
  owned: Pick<OwnedThings, 'studies'>;
  studies: Pick<StudyStore, 'get'>;
  signIns: Pick<SignIns, 'emailOf'>;
  mail: Mail;
  clock: Clock;
  random: Random;
  webOrigin: string;
}

const dayMs = 86_400_000;

const event = (uid: string, action: AuditDocument['action'], atMs: number): AuditDocument => ({
  ownerUid: uid,
  studyId: '',
  action,
  actor: { kind: 'owner', uid },
  outcome: 'success',
  atMs,
});

/** Where it was asked for already, that counts. Errors: sign-in-again; study-held, while any of the studies is. */
export async function requestDeletion(
  ports: RequestDeletionPorts,
  caller: SignIn,
): Promise<{ dueMs: number }> {
  assertRecent(ports, caller);
  const { uid } = caller;
  for (const studyId of await ports.owned.studies(uid))
    if ((await ports.studies.get(studyId))?.study.keeping?.hold) throw new AppError('study-held');
  const atMs = ports.clock.now();
  const dueMs = atMs + keptDays.deletionGrace * dayMs;
  const receiptId = newName(ports.random);
  const asked = await ports.accounts.askDeletion(
    uid,
    { requestedAtMs: atMs, dueMs, receiptId },
    event(uid, 'account-deletion-asked', atMs),
  );
  if (asked === 'taken') return { dueMs: (await ports.accounts.deletion(uid))?.dueMs ?? dueMs };
  const to = await ports.signIns.emailOf(uid);
  if (to !== undefined)
    await ports.mail.send(`deletion-${receiptId}`, {
      to,
      message: deletionAskedMail({ dueMs, webOrigin: ports.webOrigin }),
      ownerUid: uid,
      createdAtMs: atMs,
      expiresAtMs: atMs + limits.mailMaxAgeMs,
    });
  return { dueMs };
}

/** Nothing where nothing was asked for. Errors: account-ending, once the run has begun. */
export async function cancelDeletion(
  { accounts, clock }: Pick<RequestDeletionPorts, 'accounts' | 'clock'>,
  uid: string,
): Promise<void> {
  const done = await accounts.cancelDeletion(uid, event(uid, 'account-deletion-cancelled', clock.now()));
  if (done === 'begun') throw new AppError('account-ending');
}

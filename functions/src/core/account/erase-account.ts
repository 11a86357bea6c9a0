/** The end of an account, with everything in it. Each step is safe to repeat: whatever breaks off, the next run goes on. */
import type { DeletionDocument, ReceiptDocument } from '@pacs/shared/account';
import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import { OutboxDocument } from '@pacs/shared/messages';
import { keptDays } from '@pacs/shared/retention';
import { eraseEvents } from '../audit/erase-events.ts';
import { type SealPorts, sealEvents } from '../audit/seal-events.ts';
import { receiptMail } from '../mail/account-mails.ts';
import { type DeleteStudyPorts, finishDeleting, setTombstone } from '../studies/delete-study.ts';
import { dropTicket } from '../uploads/cancel-upload.ts';
import type { AccountStore, OwnedThings, SignIns } from './account-ports.ts';
import { sessionsFrom } from './sessions.ts';
import type { ExportObjects } from './export/export-ports.ts';
import { removeExports } from './export/expire-exports.ts';

export interface EraseAccountPorts extends DeleteStudyPorts, SealPorts {
  accounts: AccountStore;
  owned: OwnedThings;
  signIns: SignIns;
  exports: ExportObjects;
}

const dayMs = 86_400_000;
/** Rounds over what is there. What was under way when the account was closed may leave something behind once. */
const rounds = 4;

/** Does nothing before its time, and nothing where it was taken back. */
export async function eraseAccount(ports: EraseAccountPorts, uid: string): Promise<'gone' | 'waits'> {
  const deletion = await begin(ports, uid);
  if (!deletion) return 'waits';
  await ports.signIns.block(uid);
  const atMs = ports.clock.now();
  await ports.accounts.endSessions(uid, sessionsFrom(atMs), atMs);
  for (let round = 0; ; round += 1) {
    if (round === rounds) throw new AppError('conflict', { detail: 'the account does not become empty' });
    await removeAll(ports, uid);
    await eraseTrail(ports, uid);
    const { studies, links, uploads } = await ports.owned.count(uid);
    if (studies + links + uploads === 0) break;
  }
  await ports.signIns.remove(uid);
  await finish(ports, uid, deletion);
  return 'gone';
}

async function begin(
  { accounts, signIns, owned, clock }: EraseAccountPorts,
  uid: string,
): Promise<DeletionDocument | undefined> {
  const asked = await accounts.deletion(uid);
  const startedAtMs = clock.now();
  if (!asked || asked.dueMs > startedAtMs) return undefined;
  if (asked.startedAtMs !== undefined) return asked;
  const [email, removed] = await Promise.all([signIns.emailOf(uid), owned.count(uid)]);
  return accounts.beginDeletion(uid, { startedAtMs, email, removed });
}

/** Uploads first: what still arrives then finds no ticket. */
async function removeAll(ports: EraseAccountPorts, uid: string): Promise<void> {
  for (const uploadId of await ports.owned.uploads(uid)) await dropTicket(ports, uploadId);
  for (const studyId of await ports.owned.studies(uid)) {
    await setTombstone(ports, uid, studyId, { by: 'account' });
    await finishDeleting(ports, studyId);
  }
  await removeExports(ports.exports, uid);
  await ports.owned.removeRest(uid);
}

/** What was counted for an hour and not sealed yet, no seal will miss. */
async function eraseTrail(ports: EraseAccountPorts, uid: string): Promise<void> {
  await sealEvents(ports);
  await eraseEvents(ports, uid);
  await ports.owned.removeUnsealed(uid);
}

async function finish(
  { accounts, clock }: EraseAccountPorts,
  uid: string,
  { requestedAtMs, receiptId, email, removed = { studies: 0, links: 0, uploads: 0 } }: DeletionDocument,
): Promise<void> {
  const deletedAtMs = clock.now();
  const receipt: ReceiptDocument = {
    requestedAtMs,
    deletedAtMs,
    removed,
    expiresAtMs: deletedAtMs + keptDays.receipts * dayMs,
  };
  const mail = OutboxDocument.safeParse({
    to: email,
    message: receiptMail({ receiptId, deletedAtMs, removed: receipt.removed }),
    ownerUid: '',
    createdAtMs: deletedAtMs,
    expiresAtMs: deletedAtMs + limits.mailMaxAgeMs,
  });
  await accounts.finishDeletion(uid, receiptId, receipt, mail.data);
}

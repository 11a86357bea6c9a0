/** What the rules of accounts need from the world, beside what is in ports.ts. */
import type { DeletionDocument, Profile, ReceiptDocument } from '@pacs/shared/account';
import type { AuditDocument } from '@pacs/shared/audit-document';
import type { OutboxDocument } from '@pacs/shared/messages';

export interface Removed {
  studies: number;
  links: number;
  uploads: number;
}

export interface AccountStore {
  saveProfile(uid: string, profile: Profile, atMs: number): Promise<void>;
  /** Whoever signed in before `fromMs` is refused from now on. */
  endSessions(uid: string, fromMs: number, atMs: number, audit?: AuditDocument): Promise<void>;
  deletion(uid: string): Promise<DeletionDocument | undefined>;
  /** `taken`: it was asked for already. */
  askDeletion(uid: string, deletion: DeletionDocument, audit: AuditDocument): Promise<'done' | 'taken'>;
  /** `begun`: too late. */
  cancelDeletion(uid: string, audit: AuditDocument): Promise<'done' | 'none' | 'begun'>;
  /** Those whose time has come, or which have begun, oldest first. */
  dueDeletions(nowMs: number, max: number): Promise<string[]>;
  /** Once: a deletion that has begun stays as it began. undefined: it was taken back. */
  beginDeletion(
    uid: string,
    beginning: Required<Pick<DeletionDocument, 'startedAtMs' | 'removed'>> & { email: string | undefined },
  ): Promise<DeletionDocument | undefined>;
  /** One write: the receipt and its mail for the wish, the profile and the last counters. */
  finishDeletion(
    uid: string,
    receiptId: string,
    receipt: ReceiptDocument,
    mail: OutboxDocument | undefined,
  ): Promise<void>;
  /** Receipts past their time. */
  sweepReceipts(nowMs: number): Promise<void>;
}

/** Everything that says whose it is, wherever it lies. */
export interface OwnedThings {
  studies(uid: string): Promise<string[]>;
  uploads(uid: string): Promise<string[]>;
  count(uid: string): Promise<Removed>;
  /** Links with what lies below them, alerts, messages, counters, exports, the owner's key: what no study takes along. */
  removeRest(uid: string): Promise<void>;
  /** Events that no seal holds. */
  removeUnsealed(uid: string): Promise<void>;
}

/** Who may sign in. */
export interface SignIns {
  emailOf(uid: string): Promise<string | undefined>;
  /** False where there is no such account, or it is disabled. */
  isLive(uid: string): Promise<boolean>;
  /** Nobody renews a sign-in of before now. */
  revoke(uid: string): Promise<void>;
  /** Nobody signs in any more. Idempotent, also where there is none. */
  block(uid: string): Promise<void>;
  remove(uid: string): Promise<void>;
}

/** What the rules of links need from the world, beside what is in ports.ts. */
import type { AuditDocument } from '@pacs/shared/audit-document';
import type {
  LinkDocument,
  LinkSessionDocument,
  LinkTryDocument,
  PasscodeDocument,
} from '@pacs/shared/link-documents';
import type { AlertDocument, LinkAlert, OutboxDocument } from '@pacs/shared/messages';
import type { Version, WriteResult } from '../ports.ts';

/** An alert and the mail that says the same, both under `alertId`: written where nothing lies there, else nothing is. */
export interface Told {
  alertId: string;
  alert: AlertDocument;
  /** Absent where the owner has no address that can be trusted. */
  mail?: OutboxDocument;
}

/** `alertDueMs`: LinkDocument says what for. */
export type LinkEnd = Pick<LinkDocument, 'expiresAtMs' | 'alertDueMs'>;

export interface LinkStore {
  /**
   * Only while the study is at `expected`, which moves: of links made at once one gets through, and none to a
   * study that is being deleted.
   */
  create(
    linkId: string,
    made: { link: LinkDocument; passcode?: PasscodeDocument | undefined; idKey?: string | undefined },
    expected: Version,
    audit: AuditDocument,
  ): Promise<WriteResult>;
  get(linkId: string): Promise<LinkDocument | undefined>;
  /** Of a link without identity. */
  idKey(linkId: string): Promise<string | undefined>;
  countOfStudy(ownerUid: string, studyId: string): Promise<number>;
  ofOwner(ownerUid: string, studyId?: string): Promise<{ linkId: string; link: LinkDocument }[]>;
  revoke(linkId: string, atMs: number, audit: AuditDocument): Promise<void>;
  extend(linkId: string, end: LinkEnd, audit: AuditDocument): Promise<void>;
  /** '' removes it. */
  note(linkId: string, note: string, audit: AuditDocument): Promise<void>;
  setAlerts(
    linkId: string,
    alerts: LinkAlert[],
    alertDueMs: number | undefined,
    audit: AuditDocument,
  ): Promise<void>;
  /** Links to this life of the study, with their sessions, views, alerts and messages. */
  removeOfStudy(ownerUid: string, studyId: string, incarnation: string): Promise<void>;
  session(linkId: string, sessionId: string): Promise<LinkSessionDocument | undefined>;
  /**
   * A new session, counted on the link, with its audit event; where `view` is given, only if nobody has taken that
   * slot: of any number at once one gets through; so it is with `told`, which goes out once. `gone`: there is no such
   * link any more.
   */
  open(
    linkId: string,
    opening: {
      sessionId: string;
      session: LinkSessionDocument;
      view?: number | undefined;
      told?: Told | undefined;
    },
    audit: AuditDocument,
  ): Promise<'done' | 'taken' | 'gone'>;
  isTold(alertId: string): Promise<boolean>;
  takenViews(linkId: string): Promise<number[]>;
  touch(linkId: string, sessionId: string, seenAtMs: number): Promise<void>;
  passcode(linkId: string): Promise<PasscodeDocument | undefined>;
  tries(linkId: string, round: number): Promise<LinkTryDocument[]>;
  /** False where another has the slot. */
  takeTry(linkId: string, round: number, slot: number, atMs: number): Promise<boolean>;
  /** After the right passcode. */
  releaseTry(linkId: string, round: number, slot: number): Promise<void>;
  failTry(linkId: string, round: number, slot: number, audit: AuditDocument): Promise<void>;
  /** Once a round, with what its owner is told. */
  lock(linkId: string, round: number, told: Told | undefined, audit: AuditDocument): Promise<void>;
  /** Begins the next round where the link is locked, else nothing. */
  unlock(linkId: string, audit: AuditDocument): Promise<void>;
  /** Links past their end that nobody has opened, and whose owners want to be told. */
  unopened(nowMs: number, max: number): Promise<string[]>;
  /** Where it is still due then: of runs at once one tells. Without `told` it is only due no longer. */
  tellUnopened(linkId: string, dueMs: number, told: Told | undefined): Promise<void>;
}

/** Slow on purpose. */
export interface Passcodes {
  hash(passcode: string): Promise<PasscodeDocument>;
  matches(passcode: string, stored: PasscodeDocument): Promise<boolean>;
}

export interface AlertStore {
  /** Those of them that are this owner's; the rest is left. */
  markRead(ownerUid: string, alertIds: readonly string[], atMs: number): Promise<void>;
}

export interface MailBounds {
  perLink: number;
  perDay: number;
}

/** Messages to be sent: written here, delivered by whom the operator has chosen. */
export interface Mail {
  /**
   * In one batch with its event and what counts it. `too-many`: the link or its owner has sent what they may; `gone`: the
   * link was revoked or removed meanwhile.
   */
  sendLink(
    mailId: string,
    mail: OutboxDocument & { linkId: string },
    bounds: MailBounds,
    audit: AuditDocument,
  ): Promise<'done' | 'too-many' | 'gone'>;
  /** Of no link. Once: what lies under that id already stays as it is. */
  send(mailId: string, mail: OutboxDocument): Promise<'sent' | 'sent-already'>;
  /** Removes what was delivered and what is past its time. */
  sweep(nowMs: number): Promise<void>;
}

export interface Accounts {
  /** The address that the user has proven to be theirs. */
  emailOf(uid: string): Promise<string | undefined>;
}

/** What requests of people about their data need from the world, beside what is in ports.ts. */
import type { AuditDocument } from '@pacs/shared/audit-document';
import type { OutboxDocument } from '@pacs/shared/messages';
import type {
  RightsEntryDocument,
  RightsPersonDocument,
  RightsRequestDocument,
  RightsTokenDocument,
} from '@pacs/shared/rights';
import type { Clock, Random, RateLimiter, WriteResult } from '../ports.ts';

/** A message with the id that it lies under in the outbox. */
export interface Letter {
  mailId: string;
  mail: OutboxDocument;
}

export interface RightsToken {
  tokenId: string;
  token: RightsTokenDocument;
}

export interface RightsChange {
  requestId: string;
  /** `conflict` where it has another revision by now; `request.rev` is the entry's number. */
  seen: number;
  request: RightsRequestDocument;
  entry: RightsEntryDocument;
  letter?: Letter | undefined;
  /** By which the person may answer. */
  reply?: RightsToken | undefined;
  audit: AuditDocument;
}

/** All of a request that begins, and what is sent of it. */
export interface NewRequest {
  requestId: string;
  request: RightsRequestDocument;
  person: RightsPersonDocument;
  entry: RightsEntryDocument;
  letters: readonly Letter[];
}

/** Each write is one transaction, with its messages and its audit event. */
export interface RightsStore {
  /** A request that nobody has confirmed yet. */
  pend(token: RightsToken, letter: Letter): Promise<void>;
  token(tokenId: string): Promise<RightsTokenDocument | undefined>;
  /** The token goes with it: of confirmations at once one gets through. `conflict`: it is gone. */
  confirm(tokenId: string, confirmed: NewRequest, audit: AuditDocument): Promise<WriteResult>;
  enter(entered: NewRequest, audit: AuditDocument): Promise<void>;
  /** Requests of whose day the operator has to be reminded. */
  toRemind(nowMs: number, max: number): Promise<string[]>;
  /** Nothing happens where the reminder that is due is another one by now. */
  remind(requestId: string, at: { due: number; next: number | undefined }, letter: Letter): Promise<void>;
  get(requestId: string): Promise<RightsRequestDocument | undefined>;
  person(requestId: string): Promise<RightsPersonDocument | undefined>;
  entries(requestId: string): Promise<RightsEntryDocument[]>;
  change(change: RightsChange): Promise<WriteResult>;
  /** Tokens past their time, those of unconfirmed requests among them. */
  removeTokens(nowMs: number): Promise<void>;
  /** Requests whose time to be kept is over. */
  toRemove(nowMs: number, max: number): Promise<string[]>;
  /** The request with all that lies below it. */
  remove(requestId: string, audit: AuditDocument): Promise<void>;
}

/** What becomes of messages. `gone`: delivered, or past its time, and removed. */
export interface Deliveries {
  states(mailIds: readonly string[]): Promise<Map<string, 'waiting' | 'failed' | 'gone'>>;
}

export interface RightsPorts {
  rights: RightsStore;
  rates: RateLimiter;
  clock: Clock;
  random: Random;
  /** Where the app is, without a slash at the end. */
  webOrigin: string;
  /** Where the operator wants to be told of requests; '' for nowhere. */
  operatorEmail: string;
}

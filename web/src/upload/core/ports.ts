/** What the engine needs from outside. Adapters are in transport/ and wired in `uploads.ts`; tests pass fakes. */
import type { CallableRequest, CallableResponse } from '@pacs/shared/callables';
import type { UploadDocument } from '@pacs/shared/documents';
import type { BundleFile, WrittenBundle } from './file-work.ts';

export type { Clock } from '../../intake/core/clock.ts';

/**
 * `network`: no answer. `busy`: 408, 429, 5xx. `unauthenticated`: 401. `full`: the bucket takes no
 * more (402). `gone`: the session is unknown or over (404, 410). `offset`: the server has another offset.
 * `forbidden`: every other 4xx.
 */
export type TransportFailure =
  'network' | 'busy' | 'unauthenticated' | 'forbidden' | 'full' | 'gone' | 'offset';

export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly failure: TransportFailure;

  constructor(failure: TransportFailure, options?: ErrorOptions) {
    super(failure, options);
    this.failure = failure;
  }
}

export interface ObjectToSend {
  bucket: string;
  name: string;
  bytes: number;
}

export type SessionProgress = { state: 'active'; offset: number } | { state: 'final' };

/** What the browser knows of the network. */
export interface Line {
  /** Calls whenever it is there again, until the returned function is called. */
  onBack(listener: () => void): () => void;
}

/** A resumable upload protocol. Every call rejects with TransportError, or the signal's reason when aborted. */
export interface UploadTransport {
  /** Opens a session and returns what names it: kept, it survives a reload. */
  start(object: ObjectToSend, signal: AbortSignal): Promise<string>;
  /** Sends `bytes` at `offset`; `last` also completes the object. `onSent` counts bytes of this request. */
  send(
    session: string,
    part: { bytes: Blob; offset: number; last: boolean },
    onSent: (bytes: number) => void,
    signal: AbortSignal,
  ): Promise<void>;
  query(session: string, signal: AbortSignal): Promise<SessionProgress>;
  /** Best effort: the server forgets it by itself after a week. */
  cancel(session: string): Promise<void>;
}

/** The callables of an upload. Reject with AppError. */
export interface Tickets {
  /** Somebody is about to call: what calls need is fetched. */
  prepare(): void;
  begin(request: CallableRequest<'beginUpload'>): Promise<CallableResponse<'beginUpload'>>;
  addBundles(request: CallableRequest<'addBundles'>): Promise<CallableResponse<'addBundles'>>;
  finish(request: CallableRequest<'finishUpload'>): Promise<unknown>;
  cancel(request: CallableRequest<'cancelUpload'>): Promise<unknown>;
}

/** Follows `uploads/{uploadId}`; undefined where it does not exist (yet, or any more). */
export interface UploadDocuments {
  watch(uploadId: string, listener: (document: UploadDocument | undefined) => void): () => void;
}

export interface BundleWriter {
  writeBundle(files: BundleFile[]): Promise<WrittenBundle>;
}

export interface StoredBundle {
  /** SHA-256 of the files in the order of their entries. */
  files: string[];
  name: string;
  bucket: string;
  bytes: number;
  session?: string;
  sent: boolean;
  isCoded?: boolean;
}

/** What is kept of an upload so that it goes on after a reload: digests and random names, no identity, no file name. */
export interface StoredUpload {
  uploadId: string;
  ownerUid: string;
  expiresAtMs: number;
  /** Digests of files that need not be sent because the server has them. */
  stored: string[];
  bundles: StoredBundle[];
  /** Digests of files that are in no bundle yet. */
  rest: string[];
  /** Names that were announced and will never arrive. */
  abandoned: string[];
  /** Finds the study among others without naming it (study-mark.ts). */
  studyMark: string;
  leftOut: number;
  missingByDirectory: number;
  isPaused: boolean;
}

export interface SessionStore {
  save(upload: StoredUpload): Promise<void>;
  /** What the user gave, where the browser can keep its hold on it. */
  keepHandles(uploadId: string, handles: readonly FileSystemHandle[]): Promise<void>;
  handles(uploadId: string): Promise<FileSystemHandle[]>;
  /** The upload and its handles. */
  remove(uploadId: string): Promise<void>;
  all(): Promise<StoredUpload[]>;
  clear(): Promise<void>;
}

/** One page at a time has an upload. */
export interface UploadLocks {
  /** False where another page has it. */
  take(uploadId: string): Promise<boolean>;
  isFree(uploadId: string): Promise<boolean>;
  release(uploadId: string): void;
}

import type { UploadInTrouble } from '@pacs/shared/operator';

export interface ConsentCounts {
  choices: number;
  analytics: number;
  advertising: number;
  underSignal: number;
}

export interface StorageUse {
  studies: number;
  bytes: number;
}

/** Totals that the database counts itself, and pages: no reading grows with what there is. */
export interface OperatorReads {
  openUploads(): Promise<number>;
  /** Open tickets that their client closed before this time: how many, and the oldest few. */
  stuckUploads(closedBeforeMs: number, max: number): Promise<{ count: number; uploads: UploadInTrouble[] }>;
  /** Tickets with a bundle that ended as failed, the latest few. They live for a week. */
  failedUploads(max: number): Promise<{ count: number; uploads: UploadInTrouble[] }>;
  studiesBeingDeleted(): Promise<number>;
  studiesToTranscode(): Promise<number>;
  storageTotal(): Promise<StorageUse & { users: number }>;
  /** In the order of their ids. */
  users(after: string | undefined, max: number): Promise<string[]>;
  storageOf(uid: string): Promise<StorageUse>;
  /** Of choices made since then. */
  consents(sinceMs: number): Promise<ConsentCounts>;
}

/** What exports need from the world. */
import type { ExportDocument } from '@pacs/shared/account';
import type { AuditDocument } from '@pacs/shared/audit-document';
import type { Version, WriteResult } from '../../ports.ts';

export interface StoredExport {
  document: ExportDocument;
  version: Version;
}

export interface ExportStore {
  create(exportId: string, document: ExportDocument, audit: AuditDocument): Promise<void>;
  get(exportId: string): Promise<StoredExport | undefined>;
  ofOwner(ownerUid: string): Promise<{ exportId: string; document: ExportDocument }[]>;
  replace(exportId: string, document: ExportDocument, expected: Version): Promise<WriteResult>;
  remove(exportId: string): Promise<void>;
  expired(nowMs: number, max: number): Promise<string[]>;
  /** In preparation, and not written to since then. */
  stuck(beforeMs: number, max: number): Promise<string[]>;
}

/** The studies bucket, below `exports/`. */
export interface ExportObjects {
  store: ExportStore;
  /** Written as it comes, in place of what an earlier try has left. Says how many bytes it has. */
  write(name: string, fill: (into: WritableStream<Uint8Array>) => Promise<void>): Promise<number>;
  removeAll(prefix: string): Promise<void>;
}

export interface ExportQueue {
  /** Runs `makePart` some time, at least once; the same step is not put in twice. */
  enqueue(exportId: string, step: string): Promise<void>;
}

/** Names the part that comes next. */
export const stepOf = ({ parts, study, pack, tries }: ExportDocument): string =>
  [parts.length, study, pack, tries].join('-');

/** What is kept of an owner in documents, page by page, each as the JSON that the owner is given. */
export interface OwnedRecords {
  account(uid: string): Promise<unknown>;
  pages(
    uid: string,
    kind: 'studies' | 'annotations' | 'links' | 'alerts' | 'messages' | 'uploads' | 'audit',
  ): AsyncIterable<readonly unknown[]>;
}

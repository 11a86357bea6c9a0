/** What the rules of keeping need from the world, beside what is in ports.ts. */
import type { AuditDocument } from '@pacs/shared/audit-document';
import type { KeepRule } from '@pacs/shared/keeping';

export interface RetentionStore {
  /** Owners whose studies are deleted after a time, by uid from after this one. */
  owners(afterUid: string | undefined, max: number): Promise<{ uid: string; rule: KeepRule }[]>;
  /** Ids of an owner's studies that were made before that, from after this one. */
  ofOwner(
    ownerUid: string,
    madeBeforeMs: number,
    after: { studyId: string; createdAtMs: number } | undefined,
    max: number,
  ): Promise<{ studyId: string; createdAtMs: number }[]>;
  /** Ids of studies whose own rule deletes them after a time, from after this one. */
  ruled(afterId: string | undefined, max: number): Promise<string[]>;
  /** When the latest of these was recorded of a study. */
  latest(
    ownerUid: string,
    studyId: string,
    actions: readonly AuditDocument['action'][],
  ): Promise<number | undefined>;
  /** The owner's rule for all studies; undefined removes it. */
  setRule(uid: string, rule: KeepRule | undefined, audit: AuditDocument): Promise<void>;
}

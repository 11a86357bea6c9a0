/** What every Firestore adapter needs: versions, audit writes and the meaning of gRPC codes. */
import { randomBytes } from 'node:crypto';
import { AuditDocument } from '@pacs/shared/audit-document';
import { paths } from '@pacs/shared/paths';
import {
  type DocumentData,
  type DocumentReference,
  type DocumentSnapshot,
  type Firestore,
  type Query,
  Timestamp,
} from 'firebase-admin/firestore';
import type { Version, WriteResult } from '../core/ports.ts';

/** google.rpc.Code */
const grpc = { notFound: 5, alreadyExists: 6, failedPrecondition: 9, aborted: 10 } as const;

export function versionOf(snapshot: DocumentSnapshot): Version {
  const time = snapshot.updateTime;
  return time === undefined ? '' : `${String(time.seconds)}.${String(time.nanoseconds)}`;
}

export function updateTimeOf(version: Version): Timestamp {
  const [seconds = '0', nanoseconds = '0'] = version.split('.');
  return new Timestamp(Number(seconds), Number(nanoseconds));
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && 'code' in cause ? cause.code : undefined;
}

/** Somebody else's write got in between, or what was to be updated is gone, or what was to be created is there. */
export async function asWriteResult(write: Promise<unknown>): Promise<WriteResult> {
  try {
    await write;
    return 'done';
  } catch (cause) {
    const conflicts: unknown[] = Object.values(grpc);
    if (conflicts.includes(codeOf(cause))) return 'conflict';
    throw cause;
  }
}

export const isAlreadyExists = (cause: unknown) => codeOf(cause) === grpc.alreadyExists;
export const isNotFound = (cause: unknown) => codeOf(cause) === grpc.notFound;
/** Too many wrote to it at the same moment: nothing was written. */
export const isContended = (cause: unknown) => codeOf(cause) === grpc.aborted;

/** Ids sort by time: 9 characters of base 36 milliseconds, then what tells events of one moment apart. */
export const auditIdAt = (atMs: number, rest: string) => `${atMs.toString(36).padStart(9, '0')}-${rest}`;

export const removedAtOnce = 300;

/** All that a query finds, page by page. No page begins later than `maxMs`: what is left is found again. */
export async function removeAll(db: Firestore, query: Query, maxMs = Infinity): Promise<void> {
  const untilMs = performance.now() + maxMs;
  while (performance.now() < untilMs) {
    const { docs } = await query.limit(removedAtOnce).select().get();
    if (docs.length === 0) return;
    const batch = db.batch();
    for (const { ref } of docs) batch.delete(ref);
    await batch.commit();
  }
}

/** To a batch or a transaction. Answers the event's id. */
export function addAudit(
  db: Firestore,
  write: { create(reference: DocumentReference, data: DocumentData): unknown },
  event: AuditDocument,
): string {
  const id = auditIdAt(event.atMs, randomBytes(9).toString('base64url'));
  write.create(db.doc(paths.audit(id)), { ...AuditDocument.parse(event), sealed: false });
  return id;
}

/** What the fakes of the ports keep, as plain maps that tests may read and change. */
import type { ConsentProof } from '@pacs/shared/consent';
import type { AuditDocument } from '@pacs/shared/audit-document';
import type { UploadDocument, UserDocument } from '@pacs/shared/documents';
import type {
  LinkDocument,
  LinkSessionDocument,
  LinkTryDocument,
  PasscodeDocument,
} from '@pacs/shared/link-documents';
import type { AlertDocument, OutboxDocument } from '@pacs/shared/messages';
import type {
  RightsEntryDocument,
  RightsPersonDocument,
  RightsRequestDocument,
  RightsTokenDocument,
} from '@pacs/shared/rights';
import type {
  PackToTranscode,
  StoredManifest,
  StoredStudy,
  UploadPatch,
} from '../../../functions/src/core/ports.ts';

export interface WorldState {
  users: Map<string, UserDocument>;
  ownerKeys: Map<string, Uint8Array>;
  uploads: Map<string, { upload: UploadDocument; version: string }>;
  studies: Map<string, StoredStudy>;
  manifests: Map<string, StoredManifest>;
  links: Map<string, LinkDocument>;
  sessions: Map<string, LinkSessionDocument>;
  passcodes: Map<string, PasscodeDocument>;
  /** By link. */
  idKeys: Map<string, string>;
  tries: Map<string, LinkTryDocument>;
  /** Spent ones, as `{linkId}/{slot}`. */
  views: Set<string>;
  alerts: Map<string, AlertDocument>;
  /** With what whoever delivers them has written. */
  outbox: Map<string, OutboxDocument & { delivered?: boolean }>;
  consentProofs: Map<string, ConsentProof>;
  /** Mails sent that day, as `{uid} {day}`. */
  mailRates: Map<string, number>;
  rightsTokens: Map<string, RightsTokenDocument>;
  rightsRequests: Map<
    string,
    { request: RightsRequestDocument; person: RightsPersonDocument; entries: RightsEntryDocument[] }
  >;
  /** Things counted, as `{what} {window}`. */
  taken: Map<string, number>;
  audits: AuditDocument[];
  bundleObjects: Map<
    string,
    { bytes: Uint8Array; createdAtMs: number; token: boolean; tries?: number; thrown?: number }
  >;
  packObjects: Map<string, { bytes: Uint8Array; createdAtMs: number }>;
  /** Waiting in the task queue. */
  tasks: PackToTranscode[];
  nowMs: number;
  /** Calls of the random source so far. */
  randoms: number;
}

export function emptyState(): WorldState {
  return {
    users: new Map(),
    ownerKeys: new Map(),
    uploads: new Map(),
    studies: new Map(),
    manifests: new Map(),
    links: new Map(),
    sessions: new Map(),
    passcodes: new Map(),
    idKeys: new Map(),
    tries: new Map(),
    views: new Set(),
    alerts: new Map(),
    outbox: new Map(),
    consentProofs: new Map(),
    mailRates: new Map(),
    rightsTokens: new Map(),
    rightsRequests: new Map(),
    taken: new Map(),
    audits: [],
    bundleObjects: new Map(),
    packObjects: new Map(),
    tasks: [],
    nowMs: 1_800_000_000_000,
    randoms: 0,
  };
}

let versions = 0;
export const nextVersion = () => String((versions += 1));

/** As the service answers: google.rpc.Code in `code`. */
export const serviceError = (code: 5 | 6 | 9) => Object.assign(new Error('refused by the service'), { code });

function withoutAnnounced({ announced: _announced, ...upload }: UploadDocument): UploadDocument {
  return upload;
}

/** An update of a document that is not there fails, as in Firestore. */
export function patchUpload(state: WorldState, uploadId: string, patch: UploadPatch): boolean {
  const present = state.uploads.get(uploadId);
  if (!present) return false;
  const { upload } = present;
  const bundles = Object.fromEntries(
    Object.entries({ ...upload.bundles, ...patch.bundles }).filter(
      ([name]) => !(patch.withdrawn ?? []).includes(name),
    ),
  );
  const more = patch.committed;
  const bundle = more && bundles[more.bundle];
  if (more && bundle)
    bundles[more.bundle] = { ...bundle, committed: { ...bundle.committed, [more.studyId]: more.outcomes } };
  state.uploads.set(uploadId, {
    version: nextVersion(),
    upload: structuredClone({
      ...(patch.withoutAnnounced ? withoutAnnounced(upload) : upload),
      ...(patch.state && { state: patch.state }),
      ...(patch.closedAtMs !== undefined && { closedAtMs: patch.closedAtMs }),
      bundles,
      studyIds:
        patch.addStudyId === undefined
          ? upload.studyIds
          : [...new Set([...upload.studyIds, patch.addStudyId])],
    }),
  });
  return true;
}

/** All that is kept, once more. */
export function copyState(state: WorldState): WorldState {
  const copy = emptyState();
  for (const key of Object.keys(copy) as (keyof WorldState)[])
    Object.assign(copy, { [key]: structuredClone(state[key]) });
  return copy;
}

/** Firestore documents. Times are milliseconds since 1970 by the server's clock. Bytes fields are added by adapters. */
import { z } from 'zod';
import { Profile } from './account.ts';
import { KeepRule, StudyKeeping } from './keeping.ts';
import { limits } from './limits.ts';
import { FileOutcome, RejectReason } from './outcomes.ts';
import { imageRoles } from './manifest.ts';

const ms = z.int().min(0);
const count = z.int().min(0);
const text = (max: number) => z.string().max(max);

/** A person's name in its three groups (PS3.5 6.2), each already decoded and free of trailing padding. */
export const PersonName = z.object({
  alphabetic: text(256),
  ideographic: text(256).optional(),
  phonetic: text(256).optional(),
});
export type PersonName = z.infer<typeof PersonName>;

export const PatientIdentity = z.object({
  patientName: PersonName.optional(),
  patientID: text(128).optional(),
  issuerOfPatientID: text(128).optional(),
  /** DICOM DA as written, YYYYMMDD where legal. */
  patientBirthDate: text(16).optional(),
  patientSex: text(16).optional(),
});
export type PatientIdentity = z.infer<typeof PatientIdentity>;

export const StudyDescription = z.object({
  studyInstanceUID: text(128),
  /** The file had none: derived by us, never written into a file. */
  studyInstanceUIDDerived: z.boolean().optional(),
  studyDate: text(16).optional(),
  studyTime: text(32).optional(),
  studyDescription: text(256).optional(),
  accessionNumber: text(64).optional(),
  institutionName: text(256).optional(),
  referringPhysicianName: PersonName.optional(),
});
export type StudyDescription = z.infer<typeof StudyDescription>;

/** Words of one series; `id` is the opaque one that the index uses. */
export const SeriesSummary = z.object({
  id: z.string(),
  number: z.int().optional(),
  modality: text(16),
  description: text(256).optional(),
  bodyPart: text(64).optional(),
  protocol: text(256).optional(),
});
export type SeriesSummary = z.infer<typeof SeriesSummary>;

export const StackSummary = z.object({
  id: z.string(),
  series: z.string(),
  role: z.enum(imageRoles),
  frames: count,
  label: text(64).optional(),
});
export type StackSummary = z.infer<typeof StackSummary>;

/** What was offered and what is there: "118 of 120 images". */
export const Completeness = z.object({
  /** Different files: those that are stored and those that were announced and are not. */
  offered: count,
  stored: count,
  rejected: count,
  leftOut: count,
  missingByDirectory: count,
  /** Gaps in position or number that the stacks themselves show. */
  gaps: count,
});
export type Completeness = z.infer<typeof Completeness>;

/** `studies/{studyId}`: the only place of identity and description. */
export const StudyDocument = z.object({
  ownerUid: z.string(),
  state: z.enum(['receiving', 'ready', 'deleting']),
  /** New for every life of the study: objects and commits of an earlier life are refused. */
  incarnation: z.string(),
  /** Revision of the manifest that counts; 0 while there is none. */
  rev: count,
  /** Documents the manifest takes. */
  manifestParts: z.int().min(1).default(1),
  identity: PatientIdentity,
  /** Another name or birth date under the same study: shown, and not shared until the owner decides. */
  identityConflict: z.array(PatientIdentity).max(8).optional(),
  /** What the owner has decided to be the same patient all the same: found by search, no conflict any more. */
  acceptedIdentities: z.array(PatientIdentity).max(16).optional(),
  description: StudyDescription,
  modalities: z.array(text(16)).max(32),
  series: z.array(SeriesSummary).max(limits.seriesPerStudy),
  stacks: z.array(StackSummary).max(limits.seriesPerStudy),
  counts: z.object({
    series: count,
    instances: count,
    images: count,
    documents: count,
    bytes: count,
    storedBytes: count,
  }),
  /** What is no image, by its kind in words (sop-class.ts). */
  documentKinds: z
    .array(z.object({ name: text(64), count }))
    .max(64)
    .default([]),
  completeness: Completeness,
  /** Packs with frames that ingest had no time to transcode, with the runs that tried since. Absent: none. */
  transcode: z
    .object({
      pending: count,
      packs: z.array(z.object({ name: z.string(), tries: count })).max(limits.packsPerStudy),
    })
    .optional(),
  /** Uploads still under way for it. */
  openUploads: z.array(z.string()).max(500).default([]),
  /** Notes for the owner, as codes: 'uid-illegal', 'uid-derived', 'truncated-instance', 'series-words-cut', … */
  notes: z.array(text(64)).max(64).default([]),
  /** Beside `deleting`: not its owner by hand. */
  deletedBy: z.enum(['retention', 'account']).optional(),
  /** What its owner has said of keeping it. */
  keeping: StudyKeeping.optional(),
  createdAtMs: ms,
  updatedAtMs: ms,
  /** Lower-cased words for search in the browser's list. */
  searchText: text(2000),
});
/** Plus `thumbnail?: Bytes` (WebP, ≤ limits.thumbnailMaxBytes), a Firestore bytes field. */
export type StudyDocument = z.infer<typeof StudyDocument>;

/**
 * `studies/{studyId}/manifests/{rev}`, plus two bytes fields: `data`, the start of gzip(StudyIndex JSON) ++
 * gzip(StudyLedger JSON), which goes on in the `data` of further parts (limits.manifestPartBytes each);
 * and `firstLead`, the first frame's bytes that every open answer carries.
 */
export const ManifestDocument = z.object({
  rev: z.int().min(1),
  indexBytes: count,
  ledgerBytes: count,
  /** Names of the packs by number, so that signing needs no index. */
  packNames: z.array(z.string()).max(limits.packsPerStudy),
  /** Packs by number that no frame lies in since then: their objects outlive the URLs handed out for them. */
  retired: z
    .array(z.object({ pack: count, atMs: ms }))
    .max(limits.packsPerStudy)
    .default([]),
  /** What opens first: a frame of the first stack, how many of its leading bytes are at hand, and that stack's packs. */
  first: z.object({ instance: count, frame: count, bytes: count, packs: z.array(count) }).optional(),
});
export type ManifestDocument = z.infer<typeof ManifestDocument>;

export const BundleState = z.object({
  bytes: z.int().min(1),
  state: z.enum(['awaited', 'ingested', 'failed']),
  counts: z
    .object({ ingested: count, duplicate: count, conflicting: count, skipped: count, rejected: count })
    .optional(),
  /** Only what was not plainly ingested or duplicate, at most 200, and fewer where the ticket names many. */
  outcomes: z.array(FileOutcome).max(200).optional(),
  failure: RejectReason.optional(),
  /** While awaited: what became of its files in studies that it has reached already, by studyId. */
  committed: z.record(z.string(), z.array(FileOutcome).max(limits.bundleMaxInstances)).optional(),
});
export type BundleState = z.infer<typeof BundleState>;

/** `uploads/{uploadId}`: the ticket; cancelling removes it. storage.rules read ownerUid, state, bucket, expiresAtMs and bundles[name].bytes. */
export const UploadDocument = z.object({
  ownerUid: z.string(),
  state: z.enum(['open', 'finished', 'cancelled']),
  bucket: z.string(),
  /** The study the client announced; what ingest finds in the files is what counts. */
  studyId: z.string(),
  incarnation: z.string(),
  /** Studies that really got something from it; commits beside each other may go past limits.studiesPerUpload. */
  studyIds: z.array(z.string()).default([]),
  bundles: z.record(z.string(), BundleState),
  /**
   * Digests of the announced files that were not stored when the ticket was made, end to end; gone once the study's
   * ledger has them.
   */
  announced: z.string().optional(),
  /** Set where a bundle has failed. */
  hasFailed: z.literal(true).optional(),
  leftOut: count,
  missingByDirectory: count,
  createdAtMs: ms,
  expiresAtMs: ms,
  /** finishUpload was called: no more bundles are added, awaited ones may still arrive. */
  closedAtMs: ms.optional(),
});
export type UploadDocument = z.infer<typeof UploadDocument>;

/** `users/{uid}`. Attestations are recorded with the version of the text that was shown. */
export const Attestation = z.object({ atMs: ms, textVersion: text(32) });
export const UserDocument = z.object({
  createdAtMs: ms,
  professionalAdult: Attestation.optional(),
  uploadGrounds: Attestation.optional(),
  profile: Profile.optional(),
  /** Of studies that have no rule of their own; absent: they are kept. */
  keepRule: KeepRule.optional(),
  /** Rules and functions refuse who signed in before: set by signing out everywhere. */
  sessionsFromMs: ms.optional(),
  /** Which version of the policies was seen last. */
  policies: Attestation.optional(),
});
export type UserDocument = z.infer<typeof UserDocument>;

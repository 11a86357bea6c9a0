/**
 * What the rules of the domain need from the world. Adapters implement these over Firestore, Storage and
 * the clock; tests over memory. Every write that records something takes its audit event along, because
 * both must happen or neither.
 */
import type { AnnotationsDocument } from '@pacs/shared/annotations';
import type { AuditSeal } from '@pacs/shared/audit-seal';
import type { FileOutcome } from '@pacs/shared/outcomes';
import type { AuditDocument } from '@pacs/shared/audit-document';
import type {
  BundleState,
  ManifestDocument,
  StudyDocument,
  UploadDocument,
  UserDocument,
} from '@pacs/shared/documents';

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  wait(ms: number): Promise<void>;
}

export interface Random {
  bytes(count: number): Uint8Array;
}

/** Opaque: a document's last update. */
export type Version = string;

/** `conflict`: somebody else wrote in between; read again and decide again. */
export type WriteResult = 'done' | 'conflict';

export interface UserStore {
  get(uid: string): Promise<UserDocument | undefined>;
  /** Records an attestation; the first one of its kind stays unless the text's version is new. */
  attest(
    uid: string,
    terms: 'professionalAdult' | 'uploadGrounds' | 'policies',
    textVersion: string,
    atMs: number,
  ): Promise<void>;
  /** The owner's secret; `fresh` becomes it where there is none. */
  ownerKey(uid: string, fresh: Uint8Array): Promise<Uint8Array>;
}

export interface UploadPatch {
  state?: UploadDocument['state'];
  closedAtMs?: number;
  /** Written field by field, so that bundles in parallel do not clash. */
  bundles?: Record<string, BundleState>;
  /** Names of bundles that are no more. */
  withdrawn?: string[];
  addStudyId?: string;
  /** What the ticket announced is in the study's ledger from now on. */
  withoutAnnounced?: true;
  /** Of a bundle that has more studies to reach. */
  committed?: { bundle: string; studyId: string; outcomes: FileOutcome[] };
}

export type UploadHead = Pick<UploadDocument, 'state' | 'studyIds'>;

export interface UploadStore {
  create(uploadId: string, upload: UploadDocument): Promise<void>;
  get(uploadId: string): Promise<{ upload: UploadDocument; version: Version } | undefined>;
  /** Enough to drop it: read also from a ticket that nothing else can be made of. */
  head(uploadId: string): Promise<(UploadHead & { version: Version }) | undefined>;
  /** Uploads of this owner in state `open`. */
  countOpen(ownerUid: string): Promise<number>;
  /** Without `expected` the patch is applied to whatever is there; `conflict` also where the ticket is gone. */
  /** Bytes of the bundles still awaited by all open tickets of the owner. */
  awaitedBytes(ownerUid: string): Promise<number>;
  update(uploadId: string, patch: UploadPatch, expected?: Version): Promise<WriteResult>;
  /** `conflict`: somebody wrote to it since, or it is gone. */
  remove(uploadId: string, expected: Version): Promise<WriteResult>;
  /** Open tickets announced for or already given to this study. */
  ofStudy(ownerUid: string, studyId: string): Promise<string[]>;
  /** Tickets past their end, oldest first. */
  expired(nowMs: number, max: number): Promise<string[]>;
  /** Tickets in state `cancelled`: to be dropped. */
  cancelled(max: number): Promise<string[]>;
  /** Open tickets that were closed by their client, oldest first: candidates for being stuck. */
  closedBefore(atMs: number, max: number): Promise<string[]>;
}

export interface StoredStudy {
  study: StudyDocument;
  thumbnail?: Uint8Array;
  version: Version;
}

export interface StoredManifest {
  manifest: ManifestDocument;
  /** gzip of the StudyIndex JSON, as stored. */
  index: Uint8Array;
  /** gzip of the StudyLedger JSON, as stored. */
  ledger: Uint8Array;
  firstLead?: Uint8Array;
}

/** One batch: all of it or nothing. */
export interface StudyCommit {
  studyId: string;
  /** undefined: the study must not exist yet. */
  expected: Version | undefined;
  study: StudyDocument;
  thumbnail?: Uint8Array;
  manifest: StoredManifest;
  /** Of the revision before, which goes. */
  replaces?: { rev: number; parts: number };
  /** The ticket must still be there. */
  upload?: { uploadId: string; patch: UploadPatch };
  audit?: AuditDocument;
}

export interface StudyStore {
  get(studyId: string): Promise<StoredStudy | undefined>;
  /** undefined where the revision is not (or no longer) there. */
  manifest(studyId: string, rev: number, parts: number): Promise<StoredManifest | undefined>;
  /** As `manifest`, without index, ledger and lead. */
  manifestHead(studyId: string, rev: number): Promise<ManifestDocument | undefined>;
  /** Sum of counts.storedBytes over the owner's studies. */
  storedBytes(ownerUid: string): Promise<number>;
  commit(commit: StudyCommit): Promise<WriteResult>;
  /** Replaces the document (thumbnail kept) if it is still at `expected`. */
  replace(
    studyId: string,
    study: StudyDocument,
    expected: Version,
    audit?: AuditDocument,
  ): Promise<WriteResult>;
  /** Ids of studies in state `deleting`. */
  deleting(max: number): Promise<string[]>;
  /** Ids of studies with packs that wait for transcoding. */
  toTranscode(max: number): Promise<string[]>;
  /**
   * Removes manifest and annotations, then the document itself. `conflict`: this life of the study has ended
   * already, and what may be there now is another's.
   */
  remove(studyId: string, expected: Version, audit: AuditDocument): Promise<WriteResult>;
}

export interface AnnotationStore {
  /**
   * One transaction over the study and the annotations of one of its series: `change` sees both as they are and
   * may run again where somebody wrote in between. What it throws ends the transaction and comes out.
   */
  change(
    studyId: string,
    seriesId: string,
    change: (found: {
      study: StudyDocument | undefined;
      annotations: AnnotationsDocument | undefined;
    }) => { annotations: AnnotationsDocument; audit: AuditDocument } | undefined,
  ): Promise<void>;
}

export interface AuditLog {
  append(event: AuditDocument): Promise<void>;
  /** One more refusal of this link: one event for each link and hour, however many. */
  countRefusal(linkId: string, event: AuditDocument): Promise<void>;
}

/** An event that no seal has yet, as it lies in the database. */
export interface UnsealedEvent {
  id: string;
  fields: Readonly<Record<string, unknown>>;
  version: Version;
}

export interface SealStore {
  /** The one with the highest number. */
  last(): Promise<AuditSeal | undefined>;
  /** In the order of their ids, from after this one. */
  unsealed(afterId: string | undefined, max: number): Promise<UnsealedEvent[]>;
  /**
   * The seal, and on each of its events which seal it has and its salt: all of it or nothing. `conflict`: the number is
   * taken, or an event is not any more what was hashed.
   */
  commit(
    seal: AuditSeal,
    events: readonly { id: string; salt: string; version: Version }[],
  ): Promise<WriteResult>;
  /** Seals that are not said to be in the archive, lowest number first. */
  uncopied(max: number): Promise<AuditSeal[]>;
  markCopied(number: number): Promise<void>;
  /** Ids of an owner's events that are sealed and not erased. */
  sealedOf(ownerUid: string, max: number): Promise<string[]>;
  /** Leaves of each event which seal it has, when it was erased and the id under which `audit` says so. `conflict`: another run has erased some of them. */
  erase(ids: readonly string[], atMs: number, audit: AuditDocument): Promise<'done' | 'conflict'>;
}

/** Where seals cannot be changed any more. */
export interface SealArchive {
  /** Once; again with the same seal does nothing. Throws where another seal has its name. */
  put(seal: AuditSeal): Promise<void>;
}

/**
 * Large buffers lie outside of the heap that the collector watches: without a word they stay long after their use, and
 * memory is what bounds a bundle.
 */
export interface Memory {
  /** So many bytes of buffers are about to be made, and as many of earlier ones are of no more use. */
  taken(bytes: number): void;
}

/** An object that is read in pieces. */
export interface BundleSource {
  readonly bytes: number;
  /** Shorter past the end. */
  read(at: number, length: number): Promise<Uint8Array>;
}

export interface TakenBundle {
  source: BundleSource;
  /** Runs that took it up, this one among them. */
  tries: number;
  /** Of the runs before this one: those that ended by a throw, and not with their process. */
  thrown: number;
  createdAtMs: number;
}

/** The uploads bucket. */
export interface BundleStore {
  /**
   * Takes away the download token that Firebase gives every upload, and counts the run on the object itself.
   * undefined where it is gone. Nothing of it is read yet.
   */
  takeUp(name: string): Promise<TakenBundle | undefined>;
  /** The run that took it up ends by a throw. */
  countThrow(name: string): Promise<void>;
  exists(name: string): Promise<boolean>;
  remove(name: string): Promise<void>;
  removeAll(prefix: string): Promise<void>;
  list(page: string | undefined): Promise<ObjectPage>;
}

export interface ObjectPage {
  objects: { name: string; createdAtMs: number }[];
  next: string | undefined;
}

/** The studies bucket: objects are never overwritten. */
export interface PackStore {
  /** One object of all parts in order. */
  put(name: string, parts: readonly Uint8Array[]): Promise<void>;
  read(name: string, at: number, bytes: number): Promise<Uint8Array>;
  remove(name: string): Promise<void>;
  removeAll(prefix: string): Promise<void>;
  /** In order of name; `from`: the first name wanted, which a store may disregard. */
  list(page: string | undefined, from?: string): Promise<ObjectPage>;
}

export interface PackToTranscode {
  studyId: string;
  incarnation: string;
  pack: string;
}

export interface TranscodeQueue {
  /** Runs `transcodePack` some time, at least once; a pack that waits already is not put in twice. */
  enqueue(pack: PackToTranscode): Promise<void>;
}

export interface UrlSigner {
  /** A V4 signed URL for GET of an object in the studies bucket. */
  sign(name: string, dateMs: number, expiresSeconds: number): Promise<string>;
}

export interface FailureLimiter {
  /** Counts one failure of this client address; false once it has to wait. */
  failed(address: string, nowMs: number): Promise<boolean>;
  /** True while the address is known to have to wait. Asks nobody. */
  blocked(address: string, nowMs: number): boolean;
}

export interface RateLimiter {
  /** Counts one more of `what` in the window that `nowMs` falls into; false where that is more than `most`. */
  take(what: string, most: number, windowMs: number, nowMs: number): Promise<boolean>;
}

export interface UsageCounter {
  /** Adds to the day's counters, `day` as YYYY-MM-DD. */
  add(day: string, counts: Record<string, number>): Promise<void>;
}

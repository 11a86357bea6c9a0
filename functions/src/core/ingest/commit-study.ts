/** One study's share of a bundle made to count, all of it or nothing. */
import type { BundleState, UploadDocument } from '@pacs/shared/documents';
import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import { StudyLedger } from '@pacs/shared/ledger';
import { StudyIndex } from '@pacs/shared/manifest';
import type { FileOutcome, RejectReason } from '@pacs/shared/outcomes';
import { gunzipJson, gzipManifest } from '../gzip-json.ts';
import type {
  Clock,
  Memory,
  PackStore,
  Random,
  StoredManifest,
  StoredStudy,
  StudyStore,
  UploadStore,
} from '../ports.ts';
import { chooseThumbnail } from './choose-thumbnail.ts';
import type { Thumbnailer } from './codec-port.ts';
import { describeStudy } from './describe-study.ts';
import { type StudyContent, emptyStudy, mergeStudy } from './merge-study.ts';
import { chooseOpening, frameBytes } from './opening.ts';
import type { StudyAddition } from './packed-instance.ts';

export interface CommitPorts {
  uploads: UploadStore;
  studies: StudyStore;
  packs: PackStore;
  thumbnailer: Thumbnailer;
  memory: Memory;
  clock: Clock;
  random: Random;
}

/** What reading, joining and writing a study's index each leave behind for an instance: measured, and rounded up. */
export const leftBehindBytes = 6 * 1024;

/** A study as it was read. No manifest: there is none, or another commit has just taken that revision away. */
export interface FoundStudy {
  stored: StoredStudy | undefined;
  manifest: StoredManifest | undefined;
}

export async function findStudy(studies: StudyStore, studyId: string): Promise<FoundStudy> {
  const stored = await studies.get(studyId);
  if (!stored || stored.study.rev === 0) return { stored, manifest: undefined };
  return { stored, manifest: await studies.manifest(studyId, stored.study.rev, stored.study.manifestParts) };
}

export interface CommitTask {
  uploadId: string;
  bundle: string;
  /** When writing its objects began. The commit holds where nobody has changed the study since. */
  found: FoundStudy;
  incarnation: string;
  addition: StudyAddition;
  /** Of its packs: those with frames left to transcode. */
  left: ReadonlySet<string>;
  /** Digests of the bundle's files that could not be used. */
  rejected: readonly string[];
  /** Given for the bundle's last study: recorded in the same batch. `present` is what the ticket says by now. */
  outcome?: (outcomes: FileOutcome[], present: BundleState, ticket: UploadDocument) => BundleState;
}

/**
 * `committed`: `added` instances count now. 0: all were there already, and something was written only where the
 * ticket announced files that the study did not know of.
 * `recorded`: another run of the same bundle was faster. `gone`: ticket or study are being taken away.
 * `moved`: the study lives under another incarnation; the bundle has to be done again.
 * `full`: the study takes no more, or the ticket no more studies; nothing of it was written.
 */
export type CommitResult =
  | { status: 'committed'; added: number; outcomes: FileOutcome[]; isWritten: boolean }
  | { status: 'full'; outcomes: FileOutcome[] }
  | { status: 'recorded' | 'gone' | 'moved' };

const triesOnConflict = 40;

export async function commitStudy(ports: CommitPorts, task: CommitTask): Promise<CommitResult> {
  for (let attempt = 0; attempt < triesOnConflict; attempt += 1) {
    if (attempt > 0) await ports.clock.wait(jitter(ports.random, attempt));
    const found = attempt === 0 ? task.found : await findStudy(ports.studies, task.addition.studyId);
    const result = await tryCommit(ports, task, found);
    if (result !== 'conflict') return result;
  }
  throw new Error('the study kept changing');
}

/** Up to 50 ms doubling to 1.6 s. */
function jitter(random: Random, attempt: number): number {
  const [byte = 0] = random.bytes(1);
  return (50 * 2 ** Math.min(attempt, 5) * (byte + 1)) / 256;
}

async function tryCommit(
  ports: CommitPorts,
  task: CommitTask,
  found: FoundStudy,
): Promise<CommitResult | 'conflict'> {
  const { addition, uploadId, incarnation } = task;
  const { studyId } = addition;
  const { stored } = found;
  // After the study: a ticket that is at least as new is covered by the study's precondition.
  const ticket = await ports.uploads.get(uploadId);
  if (!ticket || ticket.upload.state === 'cancelled') return { status: 'gone' };
  const { upload } = ticket;
  if (stored?.study.state === 'deleting') {
    if (studyId === upload.studyId) return { status: 'gone' };
    // What else is in the bundle stays wanted: it comes again when the deletion is done.
    throw new AppError('conflict');
  }
  const present = upload.bundles[task.bundle];
  if (present?.state !== 'awaited') return { status: 'recorded' };
  // Objects of a life that has ended may be gone, and none begins under its name again.
  if (stored ? stored.study.incarnation !== incarnation : task.found.stored !== undefined)
    return { status: 'moved' };
  const previous = contentOf(found);
  if (previous === 'conflict') return 'conflict';
  const left = () => {
    ports.memory.taken(previous.content.ledger.entries.length * leftBehindBytes);
  };
  left();

  const isAnnounced = upload.studyId === studyId && upload.announced !== undefined;
  const merged = mergeStudy(previous.content, addition, {
    announced: isAnnounced ? upload.announced : '',
    rejected: task.rejected,
  });
  const { outcomes } = merged;
  const added = merged.added.length;
  const isNews = added > 0 || merged.ledger.missing.length > previous.content.ledger.missing.length;
  if (!isNews) return { status: 'committed', added, outcomes, isWritten: false };

  const { studyIds } = upload;
  if (studyId !== upload.studyId && !studyIds.includes(studyId) && studyIds.length >= limits.studiesPerUpload)
    return full(outcomes, 'too-many-studies');
  if (isTooLarge(merged)) return full(outcomes, 'study-full');

  const nowMs = ports.clock.now();
  const source = frameBytes(ports.packs, merged.index, addition, { studyId, incarnation });
  const opening = await chooseOpening(merged.index, source, previous.manifest);
  const manifest = gzipManifest(StudyIndex.parse(merged.index), StudyLedger.parse(merged.ledger));
  if (!manifest) return full(outcomes, 'study-full');
  const { index, ledger } = manifest;
  left();
  const study = describeStudy(stored?.study, merged, {
    ownerUid: upload.ownerUid,
    studyId,
    incarnation,
    uploadId,
    upload,
    manifestParts: Math.ceil((index.length + ledger.length) / limits.manifestPartBytes),
    nowMs,
  });
  const leftPacks = added > 0 ? [...task.left].map((pack) => ({ name: pack, tries: 0 })) : [];
  const toTranscode = [...(stored?.study.transcode?.packs ?? []), ...leftPacks].slice(
    0,
    limits.packsPerStudy,
  );
  const thumbnail = await chooseThumbnail(
    merged.index,
    previous.content.index.packs.length,
    stored?.thumbnail !== undefined,
    source,
    ports.thumbnailer,
  );
  const outcome = task.outcome?.(outcomes, present, upload);
  const result = await ports.studies.commit({
    studyId,
    expected: stored?.version,
    study: {
      ...study,
      ...(toTranscode.length > 0 && { transcode: { pending: toTranscode.length, packs: toTranscode } }),
    },
    ...(thumbnail && { thumbnail }),
    manifest: {
      manifest: {
        rev: study.rev,
        indexBytes: index.length,
        ledgerBytes: ledger.length,
        packNames: merged.index.packs.map(({ name }) => name),
        retired: previous.manifest?.manifest.retired ?? [],
        ...(opening && { first: opening.first }),
      },
      index,
      ledger,
      ...(opening && { firstLead: opening.firstLead }),
    },
    ...(stored &&
      stored.study.rev > 0 && {
        replaces: { rev: stored.study.rev, parts: stored.study.manifestParts },
      }),
    upload: {
      uploadId,
      patch: {
        addStudyId: studyId,
        ...(isAnnounced && { withoutAnnounced: true }),
        ...(outcome
          ? { bundles: { [task.bundle]: outcome } }
          : { committed: { bundle: task.bundle, studyId, outcomes } }),
      },
    },
    audit: {
      ownerUid: upload.ownerUid,
      studyId,
      action: 'study-ingested',
      actor: { kind: 'owner', uid: upload.ownerUid },
      outcome: 'success',
      atMs: nowMs,
    },
  });
  if (result === 'conflict') return 'conflict';
  return { status: 'committed', added, outcomes, isWritten: true };
}

/** What is stored already is a duplicate all the same. */
const full = (outcomes: readonly FileOutcome[], reason: RejectReason): CommitResult => ({
  status: 'full',
  outcomes: outcomes.map((file) =>
    file.outcome === 'duplicate' ? file : { entry: file.entry, outcome: 'rejected', reason },
  ),
});

function isTooLarge({ index, ledger }: StudyContent): boolean {
  const frames = index.instances.reduce((sum, instance) => sum + instance.frames.length, 0);
  return (
    index.packs.length > limits.packsPerStudy ||
    ledger.entries.length > limits.instancesPerStudy ||
    frames > limits.framesPerStudy
  );
}

function contentOf({
  stored,
  manifest,
}: FoundStudy): { content: StudyContent; manifest: StoredManifest | undefined } | 'conflict' {
  if (!stored || stored.study.rev === 0) return { content: emptyStudy(), manifest: undefined };
  if (!manifest) return 'conflict';
  return {
    content: {
      index: gunzipJson(StudyIndex, manifest.index),
      ledger: gunzipJson(StudyLedger, manifest.ledger),
    },
    manifest,
  };
}

/** From an object in the uploads bucket to what counts in its studies. Safe to run again at any point. */
import type { BundleState, UploadDocument } from '@pacs/shared/documents';
import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import type { FileOutcome, RejectReason } from '@pacs/shared/outcomes';
import { objectNames } from '@pacs/shared/paths';
import { ownerKeyBytes } from '../identity.ts';
import type { BundleSource, BundleStore, Memory, TakenBundle, TranscodeQueue, UserStore } from '../ports.ts';
import { settleUpload } from '../uploads/settle-upload.ts';
import { hasDiedTooOften, hasThrownTooOften } from './bundle-tries.ts';
import type { FrameCodec } from './codec-port.ts';
import { type CommitPorts, commitStudy } from './commit-study.ts';
import { type Found, fillPacks } from './fill-packs.ts';
import { packRoom } from './pack-room.ts';
import type { StudyAddition } from './packed-instance.ts';
import { stackThumbnails } from './stack-thumbnails.ts';
import { type BundleShare, type StudyInWork, beginStudy, enqueueLeft, studyBefore } from './study-in-work.ts';
import { timedThumbnailer } from './timed-thumbnailer.ts';
import { transcodeBudget } from './transcode-budget.ts';
import { removeUnnamed } from './write-packs.ts';
import { bundleOutcome, failedBundle } from './bundle-outcome.ts';

export interface IngestPorts extends CommitPorts {
  users: UserStore;
  bundles: BundleStore;
  transcodes: TranscodeQueue;
  codec: FrameCodec;
  memory: Memory;
  /** Rejects before the function's own time is over, which would look as if the bundle had ended its process. */
  withinRun: <T>(run: Promise<T>) => Promise<T>;
}

export interface BundleName {
  uploadId: string;
  bundle: string;
}

/** `moved`: run again, the study has another incarnation than the one written for. */
export type IngestResult = 'ingested' | 'failed' | 'recorded' | 'gone' | 'moved';

const triesOnMove = 3;
const triesOnRecord = 40;

/**
 * Rejects where a retry can mend it (services away, endless conflicts); everything that lies in the bundle
 * is recorded as its outcome.
 */
export async function ingestBundle(ports: IngestPorts, name: BundleName): Promise<IngestResult> {
  const object = objectNames.bundle(name.uploadId, name.bundle);
  const taken = await ports.bundles.takeUp(object);
  const thumbnailer = timedThumbnailer(ports.thumbnailer, ports.clock, limits.thumbnailsMaxMs);
  const result = await ingestOrGiveUp({ ...ports, thumbnailer }, name, object, taken);
  await ports.bundles.remove(object);
  await settleUpload(ports, name.uploadId);
  return result;
}

/** A throw is told to the object, so that a service that was away is not held against the bundle. */
async function ingestOrGiveUp(
  ports: IngestPorts,
  name: BundleName,
  object: string,
  taken: TakenBundle | undefined,
): Promise<IngestResult> {
  try {
    for (let attempt = 0; attempt < triesOnMove; attempt += 1) {
      const result = await ports.withinRun(ingestOnce(ports, name, taken));
      if (result !== 'moved') return result;
    }
    throw new AppError('conflict');
  } catch (cause) {
    if (taken) await ports.bundles.countThrow(object).catch(() => undefined);
    if (taken && hasThrownTooOften(taken, ports.clock.now())) return fail(ports, name, 'internal');
    throw cause;
  }
}

async function ingestOnce(
  ports: IngestPorts,
  name: BundleName,
  taken: TakenBundle | undefined,
): Promise<IngestResult> {
  const ticket = await ports.uploads.get(name.uploadId);
  const state = ticket?.upload.bundles[name.bundle];
  if (!ticket || !state || ticket.upload.state === 'cancelled') return 'gone';
  if (state.state !== 'awaited') return 'recorded';
  if (!taken) return 'gone';
  const { source } = taken;
  if (hasDiedTooOften(taken)) return fail(ports, name, 'internal');
  if (source.bytes > limits.bundleMaxBytes) return fail(ports, name, 'bundle-too-large');
  return ingestSource(ports, name, ticket.upload, source);
}

async function fail(ports: IngestPorts, name: BundleName, reason: RejectReason): Promise<IngestResult> {
  return (await record(ports, name, (present) => failedBundle(present, reason))) ? 'failed' : 'recorded';
}

/** False where another run was faster: what it said stays. */
async function record(
  ports: IngestPorts,
  { uploadId, bundle }: BundleName,
  outcome: (present: BundleState, ticket: UploadDocument) => BundleState,
): Promise<boolean> {
  for (let attempt = 0; attempt < triesOnRecord; attempt += 1) {
    const ticket = await ports.uploads.get(uploadId);
    const present = ticket?.upload.bundles[bundle];
    if (!ticket || present?.state !== 'awaited') return false;
    const patch = { bundles: { [bundle]: outcome(present, ticket.upload) } };
    if ((await ports.uploads.update(uploadId, patch, ticket.version)) === 'done') return true;
  }
  throw new AppError('conflict');
}

async function ingestSource(
  ports: IngestPorts,
  name: BundleName,
  upload: UploadDocument,
  source: BundleSource,
): Promise<IngestResult> {
  const ownerKey = await ports.users.ownerKey(upload.ownerUid, ports.random.bytes(ownerKeyBytes));
  const studies = new Map<string, StudyInWork>();
  const outcomes: FileOutcome[] = [];
  const rejected: string[] = [];
  try {
    const budget = transcodeBudget(ports.codec, ports.clock, limits.transcodeMaxMs);
    const thumbnails = stackThumbnails(ports.thumbnailer, ports.clock);
    const share: BundleShare = { budget, thumbnails, room: packRoom() };
    // Before any file is held: reading what a large study has takes room too.
    const expected = await studyBefore(ports, upload.studyId);
    const begin = async (studyId: string) => {
      const before = studyId === expected.studyId ? expected : await studyBefore(ports, studyId);
      return beginStudy(ports, { uploadId: name.uploadId, upload }, ownerKey, before, share);
    };
    await fillPacks(ports, ownerKey, source, { upload, begin, studies }, { outcomes, rejected });
  } catch (cause) {
    await removeUnnamed(ports, studies.values());
    throw cause;
  }
  // A commit that throws may have counted all the same: its objects are left to the sweep.
  return commitAll(ports, name, upload, studies, { outcomes, rejected });
}

/** Why all of its files are refused for want of room: the bundle can then be sent again, elsewhere or later. */
function refusedWhole(outcomes: readonly FileOutcome[]): RejectReason | undefined {
  const [first] = outcomes;
  if (first?.outcome !== 'rejected' || !noRoom.has(first.reason)) return undefined;
  const isSame = (file: FileOutcome) => file.outcome === 'rejected' && file.reason === first.reason;
  return outcomes.every(isSame) ? first.reason : undefined;
}

const noRoom: ReadonlySet<RejectReason> = new Set(['study-full', 'too-many-studies']);

/** The bundle's outcome goes with the last study's commit, or alone where no study got anything. */
async function commitAll(
  ports: IngestPorts,
  name: BundleName,
  upload: UploadDocument,
  studies: Map<string, StudyInWork>,
  { outcomes, rejected }: Found,
): Promise<IngestResult> {
  const work: { addition: StudyAddition; study: StudyInWork }[] = [];
  for (const study of studies.values()) {
    const addition = await study.builder.finish();
    const isAnnounced = upload.announced !== undefined && upload.studyId === study.studyId;
    if (addition.instances.length > 0 || isAnnounced) work.push({ addition, study });
  }
  let isRecorded = false;
  for (const [i, { addition, study }] of work.entries()) {
    const isLast = i === work.length - 1;
    const result = await commitStudy(ports, {
      ...name,
      found: study.found,
      incarnation: study.incarnation,
      addition,
      left: study.left,
      rejected: isLast ? rejected : [],
      ...(isLast && {
        outcome: (own: FileOutcome[], present: BundleState, ticket: UploadDocument) =>
          bundleOutcome(present, [...outcomes, ...own], ticket),
      }),
    });
    if (result.status === 'full') {
      outcomes.push(...result.outcomes);
      await removeUnnamed(ports, [study]);
      continue;
    }
    if (result.status !== 'committed') {
      await removeUnnamed(
        ports,
        work.slice(i).map((item) => item.study),
      );
      return result.status;
    }
    outcomes.push(...result.outcomes);
    if (result.added === 0) await removeUnnamed(ports, [study]);
    else {
      study.written.length = 0;
      await enqueueLeft(ports.transcodes, study);
    }
    isRecorded = isLast && result.isWritten;
  }
  if (isRecorded) return 'ingested';
  const refused = refusedWhole(outcomes);
  if (refused) return fail(ports, name, refused);
  const isMine = await record(ports, name, (present, ticket) => bundleOutcome(present, outcomes, ticket));
  return isMine ? 'ingested' : 'recorded';
}

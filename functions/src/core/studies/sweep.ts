/** What goes on where something broke off. Every step is safe to repeat and to run beside itself. */
import type { BundleState } from '@pacs/shared/documents';
import { consentLifeDays } from '@pacs/shared/consent';
import { limits } from '@pacs/shared/limits';
import { objectNames } from '@pacs/shared/paths';
import { keptDays } from '@pacs/shared/retention';
import type { ConsentProofs } from '../consent/consent-ports.ts';
import { type TellPorts, tellUnopened } from '../links/alerts.ts';
import type { Mail } from '../links/link-ports.ts';
import { remindOperator } from '../rights/remind-operator.ts';
import { removeRequest } from '../rights/remove-request.ts';
import type { RightsStore } from '../rights/rights-ports.ts';
import type { FailureLimiter, PackToTranscode, Random } from '../ports.ts';
import type { TranscodeResult } from '../transcode/transcode-pack.ts';
import type { BundleName, IngestResult } from '../ingest/ingest-bundle.ts';
import { dropTicket } from '../uploads/cancel-upload.ts';
import { settleUpload } from '../uploads/settle-upload.ts';
import { type DeleteStudyPorts, finishDeleting } from './delete-study.ts';
import { orphanPacks } from './orphan-packs.ts';

export interface SweepPorts extends DeleteStudyPorts, TellPorts {
  random: Random;
  mail: Mail;
  consentProofs: ConsentProofs;
  rights: RightsStore;
  /** Where the operator wants to be told of requests; '' for nowhere. */
  operatorEmail: string;
  limiter: FailureLimiter & { sweep(nowMs: number, maxMs: number): Promise<void> };
  ingest(name: BundleName): Promise<IngestResult>;
  transcode(pack: PackToTranscode): Promise<TranscodeResult>;
}

export type SweepReport = Record<
  | 'deletedStudies'
  | 'droppedTickets'
  | 'settledUploads'
  | 'drivenBundles'
  | 'transcodedPacks'
  | 'removedObjects'
  | 'toldOwners'
  | 'removedRequests'
  | 'remindedOfRequests'
  | 'failures',
  number
>;

/** What fails every time comes first every time: far more than a handful, so that the rest is reached. */
const batch = 500;
/** No item begins later in its step, so that the steps together stay within the function's nine minutes. */
const stepMs = 45_000;
/** How long a proof of consent is kept. */
const proofMs = (consentLifeDays + keptDays.consentProofs) * 86_400_000;
/** An event that has not come in this time will not come. */
const stuckAfterMs = 15 * 60_000;

/** `failed` hears of what is tried again with the next run. */
export async function sweep(ports: SweepPorts, failed: (cause: unknown) => void): Promise<SweepReport> {
  const nowMs = ports.clock.now();
  const report: SweepReport = {
    deletedStudies: 0,
    droppedTickets: 0,
    settledUploads: 0,
    drivenBundles: 0,
    transcodedPacks: 0,
    removedObjects: 0,
    toldOwners: 0,
    removedRequests: 0,
    remindedOfRequests: 0,
    failures: 0,
  };
  // What fails or takes long is met again at the next run and must not keep the rest from its turn.
  const survive = async (act: () => Promise<void>) => {
    try {
      await act();
    } catch (cause) {
      report.failures += 1;
      failed(cause);
    }
  };
  const each = <T>(
    list: () => Promise<Iterable<T>>,
    count: keyof SweepReport,
    act: (item: T) => Promise<unknown>,
    maxMs: number = stepMs,
  ) =>
    survive(async () => {
      const items = await list();
      const untilMs = ports.clock.now() + maxMs;
      for (const item of items) {
        if (ports.clock.now() >= untilMs) return;
        await survive(async () => {
          await act(item);
          report[count] += 1;
        });
      }
    });
  const { studies, uploads, packs, links, mail, rights, limiter } = ports;
  await each(
    () => studies.deleting(batch),
    'deletedStudies',
    (id) => finishDeleting(ports, id),
  );
  await each(
    () => uploads.cancelled(batch),
    'droppedTickets',
    (id) => dropTicket(ports, id),
  );
  await each(
    () => uploads.expired(nowMs, batch),
    'droppedTickets',
    (id) => dropTicket(ports, id),
  );
  await each(
    () => stuckBundles(ports, nowMs),
    'drivenBundles',
    (name) => ports.ingest(name),
  );
  await each(
    () => uploads.closedBefore(nowMs - stuckAfterMs, batch),
    'settledUploads',
    (id) => settleClosed(ports, id),
  );
  await each(
    () => leftPacks(ports, nowMs),
    'transcodedPacks',
    (pack) => ports.transcode(pack),
    // Bounded by their number.
    Infinity,
  );
  await each(
    () => orphanPacks(ports, nowMs, stepMs),
    'removedObjects',
    (name) => packs.remove(name),
  );
  await each(
    () => links.unopened(nowMs, batch),
    'toldOwners',
    (linkId) => tellUnopened(ports, linkId, nowMs),
  );
  await each(
    () => rights.toRemove(nowMs, batch),
    'removedRequests',
    (requestId) => removeRequest(ports, requestId),
  );
  // Where nobody wants to be told, reminders wait until somebody does.
  if (ports.operatorEmail !== '')
    await each(
      () => rights.toRemind(nowMs, batch),
      'remindedOfRequests',
      (requestId) => remindOperator(ports, requestId),
    );
  await survive(() => rights.removeTokens(nowMs));
  await survive(() => mail.sweep(nowMs));
  await survive(() => ports.consentProofs.removeBefore(nowMs - proofMs));
  // The last, and bounded: strangers decide how many there are.
  await survive(() => limiter.sweep(nowMs, stepMs));
  return report;
}

/** Bundles that lie in the bucket longer than an event takes; those without a ticket ingest itself removes. */
async function stuckBundles(ports: SweepPorts, nowMs: number): Promise<BundleName[]> {
  const stuck: BundleName[] = [];
  let page: string | undefined;
  do {
    const { objects, next } = await ports.bundles.list(page);
    for (const { name, createdAtMs } of objects) {
      const [uploadId, bundle] = name.split('/');
      if (createdAtMs < nowMs - stuckAfterMs && uploadId && bundle) stuck.push({ uploadId, bundle });
    }
    page = next;
  } while (page !== undefined && stuck.length < batch);
  return stuck.slice(0, batch);
}

/**
 * Of an upload that its client closed long ago: a bundle of which there is no object never left the client (the
 * answer that named it was lost), so nobody waits for it.
 */
async function settleClosed(ports: SweepPorts, uploadId: string): Promise<void> {
  const found = await ports.uploads.get(uploadId);
  if (!found) return;
  const never: Record<string, BundleState> = {};
  for (const [name, state] of Object.entries(found.upload.bundles))
    if (state.state === 'awaited' && !(await ports.bundles.exists(objectNames.bundle(uploadId, name))))
      never[name] = { ...state, state: 'failed' };
  // A bundle that was read in the meantime is recorded by a write, and then this one waits for the next run.
  if (Object.keys(never).length > 0) await ports.uploads.update(uploadId, { bundles: never }, found.version);
  await settleUpload(ports, uploadId);
}

/** What the task queue has lost or given up. */
async function leftPacks(ports: SweepPorts, nowMs: number): Promise<PackToTranscode[]> {
  const left: PackToTranscode[] = [];
  for (const studyId of await ports.studies.toTranscode(batch)) {
    const stored = await ports.studies.get(studyId);
    if (!stored?.study.transcode || stored.study.updatedAtMs >= nowMs - stuckAfterMs) continue;
    const { incarnation, transcode } = stored.study;
    left.push(...transcode.packs.map(({ name }) => ({ studyId, incarnation, pack: name })));
    if (left.length >= limits.transcodesPerSweep) break;
  }
  return left.slice(0, limits.transcodesPerSweep);
}

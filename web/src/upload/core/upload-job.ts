/**
 * One study on its way to the server. `run` can be entered again after a pause, a failure or a reload: each
 * step first looks at what is done already.
 */
import { AppError } from '@pacs/shared/errors';
import type { UploadDocument } from '@pacs/shared/documents';
import { limits } from '@pacs/shared/limits';
import { retrying } from './backoff.ts';
import type { OnWaiting } from './backoff.ts';
import { beginRequest } from './begin-request.ts';
import { digestAll } from './digest-all.ts';
import { arrivedIn, ingestProblems, isSettled } from './ingest-report.ts';
import { isSmall, lineBytes, resumeParcels, rootsOf, sentBytes, storedParcels } from './parcel.ts';
import { isPassing, reasonOf } from './job-errors.ts';
import type { DigestedInstance, Parcel } from './parcel.ts';
import type { JobPorts, UploadJob } from './job-ports.ts';
import { createParcelSender } from './send-parcel.ts';
import { studyMark } from './study-mark.ts';
import { freshTicket, unheardNames, unsentDigests } from './ticket.ts';
import type { Ticket } from './ticket.ts';
import { unlessAborted } from './unless-aborted.ts';
import { isOver } from './upload-state.ts';
import type { FileProblem, Offer, ProblemReason, UploadState, UploadStep } from './upload-state.ts';

/** Nobody kept its name. */
const notGiven = 'not given again';

export function createUploadJob(offer: Offer, ports: JobPorts): UploadJob {
  const { transport, tickets, clock, line, kept } = ports;
  const plannedBytes = offer.instances.reduce((sum, { file }) => sum + file.place.storedBytes, 0);
  let step: UploadStep = 'waiting';
  let stopper = new AbortController();
  /** One run at a time: what a stopped one still gets an answer for, the next one has. */
  let running: Promise<void> = Promise.resolve();
  let files: DigestedInstance[] | undefined;
  let ticket: Ticket | undefined;
  let parcels: Parcel[] = [];
  let abandoned: string[] = [];
  /** Digests of files that an interrupted upload has still to send, and that were not given this time. */
  let absent: string[] = [];
  let mark = '';
  let document: UploadDocument | undefined;
  let unwatch: (() => void) | undefined;
  let unread: FileProblem[] = [];
  let problems: FileProblem[] = [];
  let checked = 0;
  let repeated = 0;
  let waitingFor: ProblemReason | undefined;
  let failure: ProblemReason | undefined;

  function to(next: UploadStep, why?: ProblemReason): void {
    step = next;
    failure = why;
    waitingFor = undefined;
    ports.changed();
  }

  const onWaiting: OnWaiting = (waiting, error) => {
    waitingFor = waiting ? reasonOf(error) : undefined;
    ports.changed();
  };

  const calling = <T>(action: () => Promise<T>, signal: AbortSignal): Promise<T> =>
    retrying(action, { clock, line, signal, onWaiting, mends: isPassing });

  function remember(): Promise<void> {
    if (ticket === undefined || ticket.finished) return Promise.resolve();
    const { uploadId, expiresAtMs, stored } = ticket;
    const { leftOut, missingByDirectory } = offer;
    const { bundles, rest } = storedParcels(parcels);
    return kept.save({
      uploadId,
      ownerUid: ports.ownerUid,
      expiresAtMs,
      stored,
      abandoned,
      leftOut,
      missingByDirectory,
      bundles,
      rest: [...rest, ...absent],
      studyMark: mark,
      isPaused: step === 'paused',
    });
  }

  function follow(uploadId: string): Promise<UploadDocument | undefined> {
    unwatch?.();
    return new Promise((resolve) => {
      unwatch = ports.documents.watch(uploadId, (next) => {
        resolve(next);
        // Cancelling takes the document away: what had arrived is known from its last state.
        if (step === 'cancelling' && next === undefined) return;
        document = next;
        if (step === 'receiving') settle();
        else ports.changed();
      });
    });
  }

  function settle(): void {
    if (document === undefined || document.state === 'cancelled') {
      to('failed', 'upload-closed');
    } else if (isSettled(document, abandoned)) {
      unwatch?.();
      const lost = Object.entries(document.bundles).find(
        ([name, { state }]) => state === 'failed' && !abandoned.includes(name),
      )?.[1];
      to(lost === undefined ? 'done' : 'failed', lost?.failure);
    } else ports.changed();
  }

  async function openTicket(all: DigestedInstance[], signal: AbortSignal): Promise<void> {
    if (ticket !== undefined) return;
    mark = await studyMark(offer.key);
    const earlier =
      offer.continues === undefined
        ? await kept.claimSome(new Set(all.map((file) => file.sum.sha256)))
        : await kept.read(offer.continues.uploadId);
    if (earlier !== undefined) {
      const found = await unlessAborted(follow(earlier.uploadId), signal).catch((error: unknown) => {
        if (offer.continues === undefined) kept.unclaim(earlier.uploadId);
        throw error;
      });
      if (found?.state === 'open' && found.closedAtMs === undefined) {
        const { uploadId, expiresAtMs, stored } = earlier;
        ticket = { uploadId, expiresAtMs, stored, finished: false };
        ({ parcels, abandoned } = resumeParcels(all, earlier, found, ports.isCoding()));
        problems = unread;
        if (offer.continues === undefined) reportAbsent(all, unsentDigests(earlier, found));
        await keepAll(uploadId);
        return;
      }
      await kept.remove(earlier.uploadId);
    }
    if (all.length === 0) return;
    if (all.length > limits.instancesPerUpload) throw new AppError('too-large', { detail: 'instances' });
    const begun = await calling(() => tickets.begin(beginRequest(offer, all)), signal);
    ({ ticket, parcels } = freshTicket(begun, all, ports.isCoding()));
    abandoned = [];
    absent = [];
    problems = unread;
    void follow(begun.uploadId);
    await kept.claim(begun.uploadId);
    await keepAll(begun.uploadId);
  }

  async function keepAll(uploadId: string): Promise<void> {
    // The browser's hold on some of the files would pass for a hold on all of them.
    await kept.keepHandles(uploadId, absent.length > 0 ? [] : rootsOf(offer.instances));
    await remember();
  }

  function reportAbsent(all: readonly DigestedInstance[], wanted: readonly string[]): void {
    const given = new Set(all.map(({ sum }) => sum.sha256));
    absent = wanted.filter((sha256) => !given.has(sha256));
    problems = [...problems, ...absent.map(() => ({ label: notGiven, reason: 'not-given' as const }))];
  }

  function report(file: DigestedInstance | undefined, reason: ProblemReason): void {
    if (file !== undefined) problems = [...problems, { label: file.file.label, reason }];
  }

  const sendOrMark = createParcelSender(ports, {
    calling,
    remember,
    onWaiting,
    changed: ports.changed,
    lost: (file) => {
      report(file, 'lost');
    },
    gaveUp: (name) => {
      abandoned.push(name);
    },
    failed: (error) => {
      failure = reasonOf(error);
    },
    hasArrived: (name) => (document?.bundles[name]?.state ?? 'awaited') !== 'awaited',
  });

  async function run(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (files === undefined) {
      const onChecked = (count: number): void => {
        checked = count;
        ports.changed();
      };
      const read = await digestAll(offer.instances, signal, onChecked, offer.continues?.sha256s);
      ({ files, repeated, problems: unread } = read);
      problems = unread;
    }
    await openTicket(files, signal);
    signal.throwIfAborted();
    if (ticket === undefined) {
      to('failed', problems[0]?.reason);
      return;
    }
    const open = ticket;
    to('sending');
    for (const parcel of parcels) if (parcel.state === 'failed') parcel.state = 'pending';
    const pending = parcels.filter((parcel) => parcel.state === 'pending');
    const sends = pending.map((parcel) =>
      (isSmall(parcel) ? ports.smallLanes : ports.lanes).run(
        () => sendOrMark(open.uploadId, parcel, signal),
        signal,
      ),
    );
    await Promise.allSettled(sends);
    signal.throwIfAborted();
    if (parcels.some((parcel) => parcel.state === 'failed')) {
      to('failed', failure);
      return;
    }
    if (!open.finished && absent.length > 0) {
      await remember();
      signal.throwIfAborted();
      open.finished = true;
      kept.unclaim(open.uploadId);
    } else if (!open.finished) {
      abandoned = [...new Set([...abandoned, ...unheardNames(document, parcels)])];
      await calling(() => tickets.finish({ uploadId: open.uploadId, abandoned }), signal);
      open.finished = true;
      await kept.remove(open.uploadId);
      signal.throwIfAborted();
    }
    if (open.stored.length === 0 && parcels.every(({ object }) => object === undefined)) {
      to('failed', 'lost');
      return;
    }
    to('receiving');
    if (document !== undefined) settle();
  }

  return {
    state() {
      const ingest = document === undefined ? [] : ingestProblems(document, parcels);
      const state: UploadState = {
        key: ports.key,
        title: offer.title,
        step,
        files: offer.instances.length,
        checked,
        bytes: ticket === undefined ? { done: 0, total: plannedBytes } : sentBytes(parcels),
        lineBytes: lineBytes(parcels),
        storedAlready: ticket?.stored.length ?? 0,
        repeated,
        arrived: document === undefined ? 0 : arrivedIn(document),
        problems: [...problems, ...ingest],
      };
      if (waitingFor !== undefined) state.waitingFor = waitingFor;
      if (failure !== undefined) state.failure = failure;
      const studyId = document?.studyIds[0] ?? document?.studyId;
      if (studyId !== undefined) state.studyId = studyId;
      return state;
    },
    start() {
      if (step !== 'waiting' && step !== 'paused' && step !== 'failed') return;
      if (step === 'failed' && ticket?.finished === true) ticket = undefined;
      stopper = new AbortController();
      const { signal } = stopper;
      to('checking');
      running = running
        .then(() => run(signal))
        .catch((error: unknown) => {
          if (!signal.aborted) to('failed', reasonOf(error));
        });
    },
    pause() {
      if (step !== 'waiting' && step !== 'checking' && step !== 'sending') return;
      stopper.abort(new DOMException('paused', 'AbortError'));
      to('paused');
      void remember();
    },
    async cancel() {
      if (step === 'done' || step === 'cancelled' || step === 'cancelling') return;
      stopper.abort(new DOMException('cancelled', 'AbortError'));
      to('cancelling');
      await running;
      const sessions = parcels.flatMap((parcel) => (parcel.state === 'sent' ? [] : (parcel.session ?? [])));
      await Promise.allSettled(sessions.map((session) => transport.cancel(session)));
      const uploadId = ticket?.uploadId ?? offer.continues?.uploadId;
      try {
        if (uploadId !== undefined) await tickets.cancel({ uploadId });
      } catch (error) {
        to('failed', reasonOf(error));
        return;
      }
      unwatch?.();
      if (uploadId !== undefined) await kept.remove(uploadId);
      to('cancelled');
    },
    abandon() {
      stopper.abort(new DOMException('abandoned', 'AbortError'));
      void running.then(() => unwatch?.());
      if (ticket === undefined || ticket.finished || isOver(step)) return undefined;
      const unsent = parcels.flatMap(({ state, object }) => (state === 'sent' ? [] : (object?.name ?? [])));
      const names = [...abandoned, ...unsent, ...unheardNames(document, parcels)];
      return { uploadId: ticket.uploadId, abandoned: [...new Set(names)] };
    },
  };
}

/**
 * One study on its way to the server. `run` can be entered again after a pause, a failure or a reload: each
 * step first looks at what is done already.
 */
import type { UploadDocument } from '@pacs/shared/documents';
import { retrying } from './backoff.ts';
import type { OnWaiting } from './backoff.ts';
import { digestAll } from './digest-all.ts';
import { arrivedIn, ingestProblems, isSettled, notGiven } from './ingest-report.ts';
import { lineBytes, rootsOf, sentBytes } from './parcel.ts';
import { isPassing, reasonOf } from './job-errors.ts';
import { openUpload, storedUpload, unheardNames } from './open-upload.ts';
import type { OpenUpload } from './open-upload.ts';
import type { DigestedInstance } from './parcel.ts';
import type { JobPorts, UploadJob } from './job-ports.ts';
import { createParcelSender } from './send-parcel.ts';
import { studyMark } from './study-mark.ts';
import { isOver } from './upload-state.ts';
import type { FileProblem, Offer, ProblemReason, UploadState, UploadStep } from './upload-state.ts';

export function createUploadJob(offer: Offer, ports: JobPorts): UploadJob {
  const { transport, tickets, clock, line, kept } = ports;
  const plannedBytes = offer.instances.reduce((sum, { file }) => sum + file.place.storedBytes, 0);
  let step: UploadStep = 'waiting';
  let stopper = new AbortController();
  /** One run at a time: what a stopped one still gets an answer for, the next one has. */
  let running: Promise<void> = Promise.resolve();
  let files: DigestedInstance[] | undefined;
  let open: OpenUpload | undefined;
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

  async function remember(): Promise<void> {
    if (open === undefined || open.finished) return;
    const about = { ownerUid: ports.ownerUid, studyMark: mark, isPaused: step === 'paused' };
    await kept.save(storedUpload(open, offer, about));
  }

  function follow(uploadId: string): Promise<UploadDocument | undefined> {
    unwatch?.();
    // What an earlier ticket ended with says nothing of this one.
    document = undefined;
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
    const abandoned = open?.abandoned ?? [];
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

  async function begin(all: DigestedInstance[], signal: AbortSignal): Promise<void> {
    if (open !== undefined) return;
    mark = await studyMark(offer.key);
    open = await openUpload(offer, all, { ...ports, follow, calling }, signal);
    if (open === undefined) return;
    const { uploadId, absent } = open;
    problems = [...unread, ...absent.map(() => ({ label: notGiven, reason: 'not-given' as const }))];
    await kept.claim(uploadId);
    // The browser's hold on some of the files would pass for a hold on all of them.
    await kept.keepHandles(uploadId, absent.length > 0 ? [] : rootsOf(offer.instances));
    await remember();
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
      open?.abandoned.push(name);
    },
    failed: (error) => {
      failure = reasonOf(error);
    },
    hasArrived: (name) => (document?.bundles[name]?.state ?? 'awaited') !== 'awaited',
  });

  async function sendAll({ uploadId, parcels }: OpenUpload, signal: AbortSignal): Promise<void> {
    for (const parcel of parcels) if (parcel.state === 'failed') parcel.state = 'pending';
    const pending = parcels.filter((parcel) => parcel.state === 'pending');
    await Promise.allSettled(
      pending.map((parcel) => ports.lanes.inHand(parcel, () => sendOrMark(uploadId, parcel, signal), signal)),
    );
    signal.throwIfAborted();
  }

  /** Left open where files of it are still to be given. */
  async function close(upload: OpenUpload, signal: AbortSignal): Promise<void> {
    if (upload.finished) return;
    const { uploadId, parcels, absent } = upload;
    if (absent.length > 0) {
      await remember();
      signal.throwIfAborted();
      upload.finished = true;
      kept.unclaim(uploadId);
      return;
    }
    upload.abandoned = [...new Set([...upload.abandoned, ...unheardNames(document, parcels)])];
    await calling(() => tickets.finish({ uploadId, abandoned: upload.abandoned }), signal);
    upload.finished = true;
    await kept.remove(uploadId);
    signal.throwIfAborted();
  }

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
    await begin(files, signal);
    signal.throwIfAborted();
    if (open === undefined) {
      to('failed', problems[0]?.reason);
      return;
    }
    to('sending');
    await sendAll(open, signal);
    if (open.parcels.some((parcel) => parcel.state === 'failed')) {
      to('failed', failure);
      return;
    }
    await close(open, signal);
    if (open.stored.length === 0 && open.parcels.every(({ object }) => object === undefined)) {
      to('failed', 'lost');
      return;
    }
    to('receiving');
    if (document !== undefined) settle();
  }

  return {
    state() {
      const parcels = open?.parcels ?? [];
      const ingest = document === undefined ? [] : ingestProblems(document, parcels);
      const state: UploadState = {
        key: ports.key,
        title: offer.title,
        step,
        files: offer.instances.length,
        checked,
        bytes: open === undefined ? { done: 0, total: plannedBytes } : sentBytes(parcels),
        lineBytes: lineBytes(parcels),
        storedAlready: open?.stored.length ?? 0,
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
      if (step === 'failed' && open?.finished === true) open = undefined;
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
      const sessions = (open?.parcels ?? []).flatMap((parcel) =>
        parcel.state === 'sent' ? [] : (parcel.session ?? []),
      );
      await Promise.allSettled(sessions.map((session) => transport.cancel(session)));
      const uploadId = open?.uploadId ?? offer.continues?.uploadId;
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
      if (open === undefined || open.finished || isOver(step)) return undefined;
      const { uploadId, parcels, abandoned } = open;
      const unsent = parcels.flatMap(({ state, object }) => (state === 'sent' ? [] : (object?.name ?? [])));
      const names = [...abandoned, ...unsent, ...unheardNames(document, parcels)];
      return { uploadId, abandoned: [...new Set(names)] };
    },
  };
}

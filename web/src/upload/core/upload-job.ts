/**
 * One study on its way to the server. `run` can be entered again after a pause, a failure or a reload: each
 * step first looks at what is done already.
 */
import { AppError } from '@pacs/shared/errors';
import type { UploadDocument } from '@pacs/shared/documents';
import { limits } from '@pacs/shared/limits';
import { objectNames } from '@pacs/shared/paths';
import { retrying } from './backoff.ts';
import { digestAll } from './digest-all.ts';
import { ingestProblems, isSettled } from './ingest-report.ts';
import { bundleFile, parcelWeight, planParcels, resumeParcels } from './parcel.ts';
import type { DigestedInstance, Parcel } from './parcel.ts';
import { TransportError } from './ports.ts';
import type {
  BundleWriter,
  Clock,
  SessionStore,
  StoredUpload,
  Tickets,
  UploadDocuments,
  UploadTransport,
} from './ports.ts';
import type { TaskQueue } from './task-queue.ts';
import { transfer } from './transfer.ts';
import type { FileProblem, Offer, ProblemReason, UploadState, UploadStep } from './upload-state.ts';

export interface JobPorts {
  ownerUid: string;
  transport: UploadTransport;
  tickets: Tickets;
  documents: UploadDocuments;
  writer: BundleWriter;
  sessions: SessionStore;
  clock: Clock;
  lanes: TaskQueue;
  /** Hands out, once, an earlier unfinished upload of some of these files. */
  takeEarlier(sha256s: ReadonlySet<string>): StoredUpload | undefined;
  changed(): void;
}

export interface UploadJob {
  state(): UploadState;
  /** Starts, resumes or tries again. */
  start(): void;
  pause(): void;
  cancel(): Promise<void>;
  /** Stops without a word to the server: the page forgets it. */
  abandon(): void;
}

interface Ticket {
  uploadId: string;
  expiresAtMs: number;
  stored: string[];
  finished: boolean;
}

export function createUploadJob(offer: Offer, ports: JobPorts): UploadJob {
  const { transport, tickets, clock } = ports;
  let step: UploadStep = 'waiting';
  let stopper = new AbortController();
  let files: DigestedInstance[] | undefined;
  let ticket: Ticket | undefined;
  let parcels: Parcel[] = [];
  let abandoned: string[] = [];
  let document: UploadDocument | undefined;
  let unwatch: (() => void) | undefined;
  let problems: FileProblem[] = [];
  let checked = 0;
  let repeated = 0;
  let waitingForLine = false;
  let failure: ProblemReason | undefined;

  function to(next: UploadStep, why?: ProblemReason): void {
    step = next;
    failure = why;
    waitingForLine = false;
    ports.changed();
  }

  const onWaiting = (waiting: boolean): void => {
    waitingForLine = waiting;
    ports.changed();
  };

  const calling = <T>(action: () => Promise<T>, signal: AbortSignal): Promise<T> =>
    retrying(action, { clock, signal, onWaiting, mends: isPassing });

  function remember(): Promise<void> {
    if (ticket === undefined) return Promise.resolve();
    const { uploadId, expiresAtMs, stored } = ticket;
    const bundles = parcels.flatMap(({ object, session, state, files: packed }) =>
      object === undefined
        ? []
        : {
            ...object,
            ...(session === undefined ? {} : { session }),
            sent: state === 'sent',
            files: packed.map((file) => file.sum.sha256),
          },
    );
    return ports.sessions.save({
      uploadId,
      ownerUid: ports.ownerUid,
      expiresAtMs,
      stored,
      bundles,
      abandoned,
    });
  }

  function follow(uploadId: string): Promise<UploadDocument | undefined> {
    unwatch?.();
    return new Promise((resolve) => {
      unwatch = ports.documents.watch(uploadId, (next) => {
        document = next;
        resolve(next);
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
      const lost = Object.values(document.bundles).find((bundle) => bundle.state === 'failed');
      to(lost === undefined ? 'done' : 'failed', lost?.failure);
    } else ports.changed();
  }

  async function openTicket(all: DigestedInstance[], signal: AbortSignal): Promise<void> {
    if (ticket !== undefined) return;
    const earlier = ports.takeEarlier(new Set(all.map((file) => file.sum.sha256)));
    if (earlier !== undefined) {
      const found = await follow(earlier.uploadId);
      signal.throwIfAborted();
      if (found?.state === 'open' && found.closedAtMs === undefined) {
        const { uploadId, expiresAtMs, stored } = earlier;
        ticket = { uploadId, expiresAtMs, stored, finished: false };
        ({ parcels, abandoned } = resumeParcels(all, earlier, found));
        return;
      }
      await ports.sessions.remove(earlier.uploadId);
    }
    const first = all[0];
    if (first === undefined) return;
    if (all.length > limits.instancesPerUpload) throw new AppError('too-large', { detail: 'instances' });
    const begun = await calling(
      () =>
        tickets.begin({
          studyInstanceUID: offer.studyInstanceUID,
          patientID: first.facts.identity.patientID ?? '',
          issuerOfPatientID: first.facts.identity.issuerOfPatientID ?? '',
          instances: all.map(({ facts, sum }) => ({
            sopInstanceUID: facts.sopInstanceUID,
            sha256: sum.sha256,
          })),
          leftOut: offer.leftOut,
          missingByDirectory: 0,
        }),
      signal,
    );
    const there = new Set(begun.stored);
    ticket = {
      uploadId: begun.uploadId,
      expiresAtMs: begun.expiresAtMs,
      stored: all.filter((_, i) => there.has(i)).map((file) => file.sum.sha256),
      finished: false,
    };
    abandoned = [];
    parcels = planParcels(all.filter((_, i) => !there.has(i)));
    void follow(begun.uploadId);
    await remember();
  }

  async function pack(parcel: Parcel): Promise<Blob> {
    if (parcel.content !== undefined) return parcel.content;
    const { bundle, lost } = await ports.writer.writeBundle(parcel.files.map(bundleFile));
    const gone = new Set(lost);
    for (const i of gone) report(parcel.files[i], 'lost');
    parcel.files = parcel.files.filter((_, i) => !gone.has(i));
    if (parcel.object !== undefined && parcel.object.bytes !== bundle.size) giveUpObject(parcel);
    parcel.content = bundle;
    return bundle;
  }

  function giveUpObject(parcel: Parcel): void {
    if (parcel.object !== undefined) abandoned.push(parcel.object.name);
    delete parcel.object;
    delete parcel.session;
    delete parcel.content;
    parcel.share = 0;
  }

  function report(file: DigestedInstance | undefined, reason: ProblemReason): void {
    if (file !== undefined) problems = [...problems, { label: file.file.label, reason }];
  }

  async function sendParcel(uploadId: string, parcel: Parcel, signal: AbortSignal): Promise<void> {
    const content = await pack(parcel);
    if (parcel.files.length > 0) {
      if (parcel.object === undefined) {
        const { bucket, names } = await calling(
          () => tickets.addBundles({ uploadId, bundles: [{ bytes: content.size }] }),
          signal,
        );
        const name = names[0];
        if (name === undefined) throw new AppError('internal', { detail: 'no name for a bundle' });
        parcel.object = { bucket, name, bytes: content.size };
        await remember();
      }
      const { object } = parcel;
      await transfer(
        { transport, clock },
        { ...object, name: objectNames.bundle(uploadId, object.name), content },
        parcel.session,
        {
          onSession(session) {
            parcel.session = session;
            void remember();
          },
          onProgress(bytes) {
            parcel.share = bytes / object.bytes;
            ports.changed();
          },
          onWaiting,
          check: () => stillReadable(parcel),
          hasArrived: () => (document?.bundles[object.name]?.state ?? 'awaited') !== 'awaited',
        },
        signal,
      );
    }
    parcel.state = 'sent';
    parcel.share = 1;
    delete parcel.content;
    await remember();
    ports.changed();
  }

  /** The line failing and a file vanishing look the same to a request: asks the files themselves. */
  async function stillReadable(parcel: Parcel): Promise<void> {
    const reads = await Promise.allSettled(
      parcel.files.map(({ file: { place } }) => place.source.slice(place.at, place.at + 1).arrayBuffer()),
    );
    if (reads.some((read) => read.status === 'rejected')) throw new FileLost('a file of the bundle is gone');
  }

  /** Never rejects but by abort: one bundle's failure does not stop the others. */
  async function sendOrMark(uploadId: string, parcel: Parcel, signal: AbortSignal): Promise<void> {
    for (;;) {
      try {
        await sendParcel(uploadId, parcel, signal);
        return;
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof FileLost) {
          giveUpObject(parcel);
          continue;
        }
        parcel.state = 'failed';
        failure = reasonOf(error);
        ports.changed();
        return;
      }
    }
  }

  async function run(signal: AbortSignal): Promise<void> {
    to('checking');
    if (files === undefined) {
      const read = await digestAll(offer.instances, signal, (count) => {
        checked = count;
        ports.changed();
      });
      ({ files, repeated } = read);
      problems = read.problems;
    }
    await openTicket(files, signal);
    if (ticket === undefined) {
      to('failed', problems[0]?.reason);
      return;
    }
    const open = ticket;
    to('sending');
    for (const parcel of parcels) if (parcel.state === 'failed') parcel.state = 'pending';
    const pending = parcels.filter((parcel) => parcel.state === 'pending');
    const sends = pending.map((parcel) =>
      ports.lanes.run(() => sendOrMark(open.uploadId, parcel, signal), signal),
    );
    await Promise.allSettled(sends);
    signal.throwIfAborted();
    if (parcels.some((parcel) => parcel.state === 'failed')) {
      to('failed', failure);
      return;
    }
    if (!open.finished) {
      await calling(() => tickets.finish({ uploadId: open.uploadId, abandoned }), signal);
      open.finished = true;
      await ports.sessions.remove(open.uploadId);
    }
    to('receiving');
    if (document !== undefined) settle();
  }

  return {
    state() {
      const ingest = document === undefined ? [] : ingestProblems(document, parcels);
      const sending = parcels.map((parcel) => ({ bytes: parcelWeight(parcel), share: parcel.share }));
      const planned = offer.instances.reduce((sum, { file }) => sum + file.place.storedBytes, 0);
      const state: UploadState = {
        key: offer.key,
        title: offer.title,
        step,
        files: offer.instances.length,
        checked,
        bytes: {
          done: sending.reduce((sum, { bytes, share }) => sum + bytes * share, 0),
          total: ticket === undefined ? planned : sending.reduce((sum, { bytes }) => sum + bytes, 0),
        },
        waitingForLine,
        storedAlready: ticket?.stored.length ?? 0,
        repeated,
        problems: [...problems, ...ingest],
      };
      if (failure !== undefined) state.failure = failure;
      const studyId = document?.studyIds[0] ?? document?.studyId;
      if (studyId !== undefined) state.studyId = studyId;
      return state;
    },
    start() {
      if (step !== 'waiting' && step !== 'paused' && step !== 'failed') return;
      if (ticket?.finished === true) ticket = undefined;
      stopper = new AbortController();
      const { signal } = stopper;
      run(signal).catch((error: unknown) => {
        if (!signal.aborted) to('failed', reasonOf(error));
      });
    },
    pause() {
      if (step !== 'waiting' && step !== 'checking' && step !== 'sending') return;
      stopper.abort(new DOMException('paused', 'AbortError'));
      to('paused');
    },
    async cancel() {
      if (step === 'done' || step === 'cancelled' || step === 'cancelling') return;
      stopper.abort(new DOMException('cancelled', 'AbortError'));
      to('cancelling');
      unwatch?.();
      const sessions = parcels.flatMap((parcel) => (parcel.state === 'sent' ? [] : (parcel.session ?? [])));
      await Promise.allSettled(sessions.map((session) => transport.cancel(session)));
      try {
        if (ticket !== undefined) await tickets.cancel({ uploadId: ticket.uploadId });
      } catch (error) {
        to('failed', reasonOf(error));
        return;
      }
      if (ticket !== undefined) await ports.sessions.remove(ticket.uploadId);
      to('cancelled');
    },
    abandon() {
      stopper.abort(new DOMException('abandoned', 'AbortError'));
      unwatch?.();
    },
  };
}

class FileLost extends Error {
  override readonly name = 'FileLost';
}

const passing = new Set(['unavailable', 'too-many-requests', 'conflict']);

function isPassing(error: unknown): boolean {
  return error instanceof AppError && passing.has(error.code);
}

function reasonOf(error: unknown): ProblemReason {
  if (error instanceof AppError) return error.code;
  if (error instanceof TransportError)
    return error.failure === 'unauthenticated' || error.failure === 'forbidden'
      ? error.failure
      : 'unavailable';
  return 'internal';
}

/** One bundle's way: made, announced, sent; what it meets on the way is told to the job it belongs to. */
import { AppError } from '@pacs/shared/errors';
import { objectNames } from '@pacs/shared/paths';
import type { OnWaiting } from './backoff.ts';
import { FileLost } from './job-errors.ts';
import type { JobPorts } from './job-ports.ts';
import { bundleFiles, stillReadable, type DigestedInstance, type Parcel } from './parcel.ts';
import { TransportError } from './ports.ts';
import { transfer } from './transfer.ts';

interface ParcelHooks {
  /** Tries a call again while its failure may pass. */
  calling<T>(action: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Keeps what a later session of the page needs. */
  remember(): Promise<void>;
  onWaiting: OnWaiting;
  changed(): void;
  lost(file: DigestedInstance | undefined): void;
  /** An announced object will never arrive. */
  gaveUp(name: string): void;
  failed(error: unknown): void;
  hasArrived(name: string): boolean;
}

const lookMs = 1000;
const mostReadingMs = 60_000;

/** The function never rejects but by abort: one bundle's failure does not stop the others. */
export function createParcelSender(
  ports: Pick<JobPorts, 'transport' | 'tickets' | 'clock' | 'line' | 'writer' | 'lanes'>,
  hooks: ParcelHooks,
): (uploadId: string, parcel: Parcel, signal: AbortSignal) => Promise<void> {
  const { transport, tickets, clock } = ports;

  function giveUpObject(parcel: Parcel): void {
    if (parcel.object !== undefined) hooks.gaveUp(parcel.object.name);
    delete parcel.object;
    delete parcel.session;
    delete parcel.isTakenOver;
    delete parcel.content;
    parcel.share = 0;
  }

  async function pack(parcel: Parcel): Promise<Blob> {
    if (parcel.content !== undefined) return parcel.content;
    const { bundle, lost } = await ports.writer.writeBundle(bundleFiles(parcel));
    const gone = new Set(lost);
    for (const i of gone) hooks.lost(parcel.files[i]);
    parcel.files = parcel.files.filter((_, i) => !gone.has(i));
    if (parcel.object !== undefined && parcel.object.bytes !== bundle.size) giveUpObject(parcel);
    parcel.content = bundle;
    return bundle;
  }

  async function announce(
    uploadId: string,
    bytes: number,
    signal: AbortSignal,
  ): Promise<NonNullable<Parcel['object']>> {
    const { bucket, names } = await hooks.calling(
      () => tickets.addBundles({ uploadId, bundles: [{ bytes }] }),
      signal,
    );
    const name = names[0];
    if (name === undefined) throw new AppError('internal', { detail: 'no name for a bundle' });
    return { bucket, name, bytes };
  }

  /** The answer to its last byte may have been lost with the page that sent it. */
  async function cameWhole(parcel: Parcel, signal: AbortSignal): Promise<boolean> {
    const session = parcel.earlierSession;
    if (session === undefined) return false;
    try {
      return (await hooks.calling(() => transport.query(session, signal), signal)).state === 'final';
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      return false;
    } finally {
      if (!signal.aborted) delete parcel.earlierSession;
    }
  }

  /** A name that an earlier page has used may be refused because its object is there and is still being read. */
  async function arrives(name: string, { isTakenOver }: Parcel, signal: AbortSignal): Promise<boolean> {
    for (let waitedMs = 0; !hooks.hasArrived(name); waitedMs += lookMs) {
      if (isTakenOver === undefined || waitedMs >= mostReadingMs) return false;
      await clock.wait(lookMs, signal);
    }
    return true;
  }

  async function send(uploadId: string, parcel: Parcel, signal: AbortSignal): Promise<void> {
    if (!(await cameWhole(parcel, signal))) await packAndTransfer(uploadId, parcel, signal);
    parcel.state = 'sent';
    parcel.share = 1;
    delete parcel.content;
    await hooks.remember();
    hooks.changed();
  }

  async function packAndTransfer(uploadId: string, parcel: Parcel, signal: AbortSignal): Promise<void> {
    const content = await pack(parcel);
    if (parcel.files.length > 0) {
      if (parcel.object === undefined) {
        parcel.object = await announce(uploadId, content.size, signal);
        await hooks.remember();
      }
      const object = { ...parcel.object, content };
      await ports.lanes.sending(parcel, () => transferTo(uploadId, object, parcel, signal), signal);
    }
  }

  function transferTo(
    uploadId: string,
    object: NonNullable<Parcel['object']> & { content: Blob },
    parcel: Parcel,
    signal: AbortSignal,
  ): Promise<void> {
    return transfer(
      ports,
      { ...object, name: objectNames.bundle(uploadId, object.name) },
      parcel.session,
      {
        onSession(session) {
          parcel.session = session;
          void hooks.remember();
        },
        onProgress(bytes) {
          parcel.share = bytes / object.bytes;
          hooks.changed();
        },
        onWaiting: hooks.onWaiting,
        check: () => stillReadable(parcel),
        hasArrived: () => arrives(object.name, parcel, signal),
      },
      signal,
    );
  }

  return async (uploadId, parcel, signal) => {
    for (;;) {
      try {
        await send(uploadId, parcel, signal);
        return;
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof FileLost) {
          giveUpObject(parcel);
          continue;
        }
        parcel.state = 'failed';
        hooks.failed(error);
        hooks.changed();
        return;
      }
    }
  };
}

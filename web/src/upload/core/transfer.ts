/** Gets one object to the server whatever the line does: one request where it is good, small steps where it is not. */
import { backOff } from './backoff.ts';
import type { BackoffPorts, OnWaiting } from './backoff.ts';
import { TransportError } from './ports.ts';
import type { ObjectToSend, TransportFailure, UploadTransport } from './ports.ts';

export interface TransferHooks {
  onSession(session: string): void;
  /** Bytes of the object that the server has or is being given. May step back. */
  onProgress(bytes: number): void;
  onWaiting: OnWaiting;
  /** Asked after a failure without an answer: throws where trying again is of no use (the file is gone). */
  check(): Promise<void>;
  /** Asked where the server refuses a new session: the object may have arrived after all. */
  hasArrived(): Promise<boolean>;
}

/** Requests on a poor line carry so much; a multiple of 256 KiB, which the protocol asks for. */
const smallStepBytes = 4 * 1024 * 1024;
const failuresUntilSmall = 2;
/** Server and client do not agree on an offset, however often they are asked. */
const mostRefusals = 5;

const ending = new Set<TransportFailure>(['unauthenticated', 'forbidden', 'full']);

/**
 * Resolves when the object is complete on the server. Rejects with TransportError `unauthenticated`, `full` or
 * `forbidden`, whatever `check` throws, or the signal's reason. Goes on from `session` at the server's offset.
 */
export async function transfer(
  ports: BackoffPorts & { transport: UploadTransport },
  object: ObjectToSend & { content: Blob },
  session: string | undefined,
  hooks: TransferHooks,
  signal: AbortSignal,
): Promise<void> {
  const { transport } = ports;
  let current = session;
  let offset: number | undefined = session === undefined ? 0 : undefined;
  let furthest = 0;
  let failures = 0;
  let refusals = 0;

  for (;;) {
    signal.throwIfAborted();
    try {
      if (current === undefined) {
        current = await transport.start(object, signal);
        offset = 0;
        hooks.onSession(current);
      }
      if (offset === undefined) {
        const progress = await transport.query(current, signal);
        if (progress.state === 'final') return;
        if (progress.offset > furthest) failures = refusals = 0;
        furthest = Math.max(furthest, progress.offset);
        offset = progress.offset;
      }
      const from: number = offset;
      const to = failures < failuresUntilSmall ? object.bytes : Math.min(object.bytes, from + smallStepBytes);
      const last = to === object.bytes;
      offset = undefined;
      hooks.onProgress(from);
      const part = { bytes: object.content.slice(from, to), offset: from, last };
      await transport.send(current, part, (sent) => hooks.onProgress(from + sent), signal);
      hooks.onWaiting(false);
      if (last) return;
      offset = to;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof TransportError)) throw error;
      if (error.failure === 'gone') current = undefined;
      else if (error.failure === 'forbidden' && (await hooks.hasArrived())) return;
      else if (ending.has(error.failure)) throw error;
      if (error.failure === 'offset' && (refusals += 1) > mostRefusals)
        throw new TransportError('forbidden', { cause: error });
      if (error.failure === 'network') await hooks.check();
      offset = undefined;
      hooks.onWaiting(true, error);
      await backOff(failures, ports, signal);
      failures += 1;
    }
  }
}

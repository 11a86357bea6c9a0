import { TransportError } from './ports.ts';
import type { Clock, UploadTransport } from './ports.ts';
import { unlessAborted } from './unless-aborted.ts';

/** Longer than any answer takes, and than what a slow line's buffers take to empty. */
const mostSilenceMs = 60_000;

/**
 * A request of which nothing is heard for a minute is ended as `network`: a line that was cut without a word (a
 * closed laptop, another Wi-Fi) tells a browser nothing for many minutes.
 */
export function withoutSilence(transport: UploadTransport, clock: Clock): UploadTransport {
  async function watched<T>(
    signal: AbortSignal,
    request: (signal: AbortSignal, heard: () => void) => Promise<T>,
  ): Promise<T> {
    signal.throwIfAborted();
    const over = new AbortController();
    const stop = (): void => {
      over.abort(signal.reason);
    };
    signal.addEventListener('abort', stop, { once: true });
    let heardMs = clock.nowMs();
    const watch = async (): Promise<void> => {
      for (let leftMs = mostSilenceMs; leftMs > 0; leftMs = heardMs + mostSilenceMs - clock.nowMs())
        await clock.wait(leftMs, over.signal);
      over.abort(new TransportError('network'));
    };
    watch().catch(() => undefined);
    try {
      const answer = request(over.signal, () => (heardMs = clock.nowMs()));
      return await unlessAborted(answer, over.signal);
    } finally {
      signal.removeEventListener('abort', stop);
      over.abort();
    }
  }

  return {
    ...transport,
    start: (object, signal) => watched(signal, (until) => transport.start(object, until)),
    query: (session, signal) => watched(signal, (until) => transport.query(session, until)),
    send: (session, part, onSent, signal) => {
      let sentBytes = 0;
      return watched(signal, (until, heard) => {
        const onPart = (bytes: number): void => {
          if (bytes !== sentBytes) heard();
          sentBytes = bytes;
          onSent(bytes);
        };
        return transport.send(session, part, onPart, until);
      });
    },
  };
}

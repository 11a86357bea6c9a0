/** One range request, its bytes handed on while they arrive. */
import { watchSilence } from './patience.ts';

export type RangeFailure = 'refused' | 'unreachable';

export class RangeError extends Error {
  override readonly name = 'RangeError';
  readonly reason: RangeFailure;
  constructor(reason: RangeFailure, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

/**
 * Fetches bytes `from` … `to` (exclusive). `progress` gets one buffer of the whole range, filled so far.
 * Not by the browser's cache: it lets only one request at a time read an address, and keeps images on disk.
 * Throws RangeError; `refused` where the URL no longer opens the object (403; Cloud Storage says 400 to an
 * expired one). `unreachable` also where no byte comes for `silenceMs`, however long the whole takes.
 */
export async function readRange(
  fetchBytes: typeof fetch,
  url: string,
  range: { from: number; to: number },
  signal: AbortSignal,
  progress: (buffer: Uint8Array<ArrayBuffer>, filled: number) => void,
): Promise<void> {
  const buffer = new Uint8Array(range.to - range.from);
  let filled = 0;
  const silence = watchSilence(signal);
  try {
    const response = await fetchBytes(url, {
      headers: { Range: `bytes=${String(range.from)}-${String(range.to - 1)}` },
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: silence.signal,
    });
    silence.heard();
    if (response.status === 400 || response.status === 401 || response.status === 403)
      throw new RangeError('refused');
    if (response.status !== 206 || response.body === null) throw new RangeError('unreachable');
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      silence.heard();
      if (filled + value.length > buffer.length) throw new RangeError('unreachable');
      buffer.set(value, filled);
      filled += value.length;
      progress(buffer, filled);
    }
  } catch (cause) {
    throw cause instanceof RangeError ? cause : new RangeError('unreachable', { cause });
  } finally {
    silence.end();
  }
  if (filled !== buffer.length) throw new RangeError('unreachable');
}

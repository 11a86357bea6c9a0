/**
 * Cloud Storage for Firebase's resumable protocol, as its SDKs speak it (firebase-js-sdk, packages/storage,
 * implementation/requests.ts). The SDK itself cannot resume after a reload. XHR, because fetch tells nothing
 * about the bytes that have left.
 */
import { AppError } from '@pacs/shared/errors';
import { failureOfStatus } from '../core/failure-of-status.ts';
import { TransportError } from '../core/ports.ts';
import type { ObjectToSend, SessionProgress, UploadTransport } from '../core/ports.ts';

export interface FirebaseResumableOptions {
  /** https://firebasestorage.googleapis.com in production. */
  origin: string;
  /** Rejects with AppError `unavailable` where there is no line to renew it over. */
  idToken: (options?: { forceRefresh?: boolean }) => Promise<string>;
}

interface Reply {
  status: number;
  header(name: string): string | null;
}

interface Sending {
  url: string;
  headers: Record<string, string>;
  body?: Blob | string;
  onSent?: (bytes: number) => void;
  signal?: AbortSignal;
}

const contentType = 'application/zip';

export function firebaseResumable({ origin, idToken }: FirebaseResumableOptions): UploadTransport {
  const token = (forceRefresh: boolean): Promise<string> =>
    idToken({ forceRefresh }).catch((cause: unknown) => {
      const isPassing = cause instanceof AppError && cause.code === 'unavailable';
      throw new TransportError(isPassing ? 'network' : 'unauthenticated', { cause });
    });

  async function authorized(sending: Sending): Promise<Reply> {
    const withToken = async (forceRefresh: boolean): Promise<Reply> =>
      post({
        ...sending,
        headers: { ...sending.headers, Authorization: `Firebase ${await token(forceRefresh)}` },
      });
    const reply = await withToken(false);
    return reply.status === 401 ? withToken(true) : reply;
  }

  return {
    async start(object: ObjectToSend, signal: AbortSignal): Promise<string> {
      const reply = await authorized({
        url: `${origin}/v0/b/${encodeURIComponent(object.bucket)}/o?name=${encodeURIComponent(object.name)}`,
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          'X-Goog-Upload-Protocol': 'resumable',
          'X-Goog-Upload-Command': 'start',
          'X-Goog-Upload-Header-Content-Length': String(object.bytes),
          'X-Goog-Upload-Header-Content-Type': contentType,
        },
        body: JSON.stringify({ name: object.name, contentType }),
        signal,
      });
      const session = reply.header('X-Goog-Upload-URL');
      if (session === null) throw new TransportError('busy');
      return session;
    },

    async send(session, { bytes, offset, last }, onSent, signal) {
      const reply = await post({
        url: session,
        headers: {
          'X-Goog-Upload-Command': last ? 'upload, finalize' : 'upload',
          'X-Goog-Upload-Offset': String(offset),
        },
        body: bytes,
        onSent,
        signal,
      });
      const state = reply.header('X-Goog-Upload-Status');
      if (state !== (last ? 'final' : 'active')) throw new TransportError('offset');
    },

    async query(session, signal): Promise<SessionProgress> {
      const reply = await post({ url: session, headers: { 'X-Goog-Upload-Command': 'query' }, signal });
      const state = reply.header('X-Goog-Upload-Status');
      if (state === 'final') return { state };
      const received = Number(reply.header('X-Goog-Upload-Size-Received') ?? Number.NaN);
      if (state !== 'active' || !Number.isSafeInteger(received)) throw new TransportError('gone');
      return { state, offset: received };
    },

    async cancel(session) {
      await post({ url: session, headers: { 'X-Goog-Upload-Command': 'cancel' } });
    },
  };
}

/** Resolves with 2xx, and 401 for `authorized` to answer; everything else rejects. */
async function post({ url, headers, body, onSent, signal }: Sending): Promise<Reply> {
  signal?.throwIfAborted();
  const reply = await new Promise<Reply>((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = (): void => {
      request.abort();
    };
    request.open('POST', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    if (onSent !== undefined) request.upload.onprogress = (event) => onSent(event.loaded);
    request.onload = () => {
      resolve({ status: request.status, header: (name) => request.getResponseHeader(name) });
    };
    request.onerror = () => {
      reject(new TransportError('network'));
    };
    request.onabort = () => {
      reject(signal?.reason instanceof Error ? signal.reason : new TransportError('network'));
    };
    request.onloadend = () => signal?.removeEventListener('abort', stop);
    signal?.addEventListener('abort', stop, { once: true });
    request.send(body ?? null);
  });
  const failure = failureOfStatus(reply.status);
  if (failure === undefined) return reply;
  if (failure === 'unauthenticated' && headers['Authorization'] !== undefined) return reply;
  throw new TransportError(failure);
}

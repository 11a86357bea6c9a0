import type { TransportFailure } from './ports.ts';

const byStatus: Record<number, TransportFailure> = {
  // 400: the protocol's answer to bytes at another offset than the server's.
  400: 'offset',
  401: 'unauthenticated',
  402: 'full',
  404: 'gone',
  408: 'busy',
  409: 'offset',
  410: 'gone',
  416: 'offset',
  429: 'busy',
};

/** https://cloud.google.com/storage/docs/retry-strategy names what may be tried again. undefined: it went well. */
export function failureOfStatus(status: number): TransportFailure | undefined {
  if (status >= 200 && status < 300) return undefined;
  return byStatus[status] ?? (status >= 400 && status < 500 ? 'forbidden' : 'busy');
}

import { AppError } from '@pacs/shared/errors';
import { TransportError } from './ports.ts';
import type { TransportFailure } from './ports.ts';
import type { ProblemReason } from './upload-state.ts';

/** A file of a bundle can no longer be read. */
export class FileLost extends Error {
  override readonly name = 'FileLost';
}

const passing = new Set(['unavailable', 'too-many-requests', 'conflict']);

/** It may go well the next time. */
export function isPassing(error: unknown): boolean {
  if (error instanceof TransportError) return error.failure === 'network' || error.failure === 'busy';
  return error instanceof AppError && passing.has(error.code);
}

const byFailure: Partial<Record<TransportFailure, ProblemReason>> = {
  unauthenticated: 'unauthenticated',
  forbidden: 'forbidden',
  full: 'server-full',
};

export function reasonOf(error: unknown): ProblemReason {
  if (error instanceof AppError) return error.code;
  if (error instanceof TransportError) return byFailure[error.failure] ?? 'unavailable';
  return 'internal';
}

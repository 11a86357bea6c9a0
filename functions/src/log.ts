/** Structured logs with a closed set of fields: ids, codes and counts, nothing a file or a person has said. */
import { AppError, type AppErrorCode } from '@pacs/shared/errors';
import { error, info } from 'firebase-functions/logger';

export interface LogFields {
  function: string;
  code?: AppErrorCode;
  uploadId?: string;
  bundle?: string;
  studyId?: string;
  /** Class of an error, never its message: a parser's message can quote what it read. */
  errorName?: string;
  /** Where it was thrown: function names and positions in our own code. */
  stack?: string[];
  /** gRPC or HTTP status of a service. */
  status?: string;
  count?: number;
  durationMs?: number;
}

export const logInfo = (event: string, fields: LogFields) => {
  info(event, fields);
};

/** Failures that callers bring on themselves are information; the rest are errors. */
export function logFailure(
  name: string,
  code: AppErrorCode,
  cause: unknown,
  more: Partial<LogFields> = {},
): void {
  const fields: LogFields = { function: name, code, ...more };
  if (cause instanceof Error && !(cause instanceof AppError && cause.cause === undefined)) {
    const root = cause.cause instanceof Error ? cause.cause : cause;
    fields.errorName = root.name;
    fields.stack = framesOf(root);
    const status = (root as { code?: unknown }).code;
    if (typeof status === 'number' || typeof status === 'string') fields.status = String(status);
  }
  if (code === 'internal' || code === 'unavailable') error('failed', fields);
  else info('refused', fields);
}

function framesOf(error: Error): string[] {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
}

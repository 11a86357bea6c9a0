/** The only way to the log (eslint.config.js): what may be written is in log-fields.ts. */
import type { AppErrorCode } from '@pacs/shared/errors';
import { error, info } from 'firebase-functions/logger';
import {
  type Exactly,
  type LogEvent,
  type LogFields,
  type Reports,
  failureFields,
  fittingEvent,
  fittingFields,
} from './log-fields.ts';

export function logInfo<F extends LogFields>(event: LogEvent, fields: Exactly<F>): void {
  info(fittingEvent(event), fittingFields(fields));
}

/** What a scheduled function has done, a line each; nothing of what it had not to do. */
export function logReport<N extends keyof Reports>(name: N, report: Reports[N]): void {
  for (const [what, count] of Object.entries<number>(report))
    if (count > 0) logInfo(`${name}: ${what}` as LogEvent, { function: name, count });
}

/** Failures that callers bring on themselves are information; the rest are errors. */
export function logFailure<F extends Partial<LogFields>>(
  name: string,
  code: AppErrorCode,
  cause: unknown,
  more?: Exactly<F>,
): void {
  const fields = failureFields(name, code, cause, more);
  if (code === 'internal' || code === 'unavailable') error('failed', fields);
  else info('refused', fields);
}

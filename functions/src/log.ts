/** The only way to the log (eslint.config.js): what may be written is in log-fields.ts. */
import type { AppErrorCode } from '@pacs/shared/errors';
import { error, info } from 'firebase-functions/logger';
import {
  type Exactly,
  type LogEvent,
  type LogFields,
  failureFields,
  fittingEvent,
  fittingFields,
} from './log-fields.ts';

export function logInfo<F extends LogFields>(event: LogEvent, fields: Exactly<F>): void {
  info(fittingEvent(event), fittingFields(fields));
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

/**
 * What a log may hold: ids, codes and counts, nothing a file or a person has said. A field that is not named here does
 * not compile, and what a field may hold is checked again before it is written.
 */
import { AppError, type AppErrorCode } from '@pacs/shared/errors';
import type { PartResult } from './core/account/export/make-part.ts';
import type { SealReport } from './core/audit/seal-events.ts';
import type { IngestResult } from './core/ingest/ingest-bundle.ts';
import type { PromisesReport } from './core/retention/keep-promises.ts';
import type { SweepReport } from './core/studies/sweep.ts';
import type { TranscodeResult } from './core/transcode/transcode-pack.ts';

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

/** What scheduled functions count. */
export interface Reports {
  sweep: SweepReport;
  sealAudit: SealReport;
  retain: PromisesReport;
}

export type LogEvent =
  | `bundle ${IngestResult}`
  | `pack ${TranscodeResult}`
  | `export ${PartResult}`
  | { [N in keyof Reports]: `${N}: ${keyof Reports[N] & string}` }[keyof Reports];

/** The same fields and no others, also where they come in a variable. */
export type Exactly<F extends Partial<LogFields>> = F & Record<Exclude<keyof F, keyof LogFields>, never>;

const unfit = '(unfit)';
/** Names in code, ids, codes. No name of a person with its accents, carets and spaces. */
const word = /^[\w.:/-]{1,128}$/;
/** One frame of V8 in a file of ours or of a package. */
const frame = /^at (?:async )?(?:new )?[\w$.<>#[\] ]*\(?(?:file:\/\/|node:|\/)[^\s()]*:\d+:\d+\)?$/;

const named = (value: string): string => (word.test(value) ? value : unfit);
const counted = (value: number): number => (Number.isFinite(value) ? value : -1);

const words = ['function', 'code', 'uploadId', 'bundle', 'studyId', 'errorName', 'status'] as const;
const numbers = ['count', 'durationMs'] as const;

/** What is in none of the lists is left out. */
export function fittingFields(fields: Partial<LogFields>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const key of words) if (fields[key] !== undefined) kept[key] = named(fields[key]);
  for (const key of numbers) if (fields[key] !== undefined) kept[key] = counted(fields[key]);
  if (fields.stack !== undefined) kept['stack'] = fields.stack.filter((one) => frame.test(one));
  return kept;
}

export const fittingEvent = (event: LogEvent): string => (/^[\w:. -]{1,64}$/.test(event) ? event : unfit);

/** Of a failure: its code, and of what nobody foresaw also its class and place. */
export function failureFields(
  name: string,
  code: AppErrorCode,
  cause: unknown,
  more: Partial<LogFields> = {},
): Record<string, unknown> {
  const fields: LogFields = { function: name, code, ...more };
  if (cause instanceof Error && !(cause instanceof AppError && cause.cause === undefined)) {
    const root = cause.cause instanceof Error ? cause.cause : cause;
    fields.errorName = root.name;
    fields.stack = framesOf(root);
    const status = (root as { code?: unknown }).code;
    if (typeof status === 'number' || typeof status === 'string') fields.status = String(status);
  }
  return fittingFields(fields);
}

/** The stack behind the message: what a message has on lines of its own may look like a frame. */
function framesOf({ stack = '', message }: Error): string[] {
  const behind = stack.indexOf(message);
  return (behind < 0 ? stack : stack.slice(behind + message.length))
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
}

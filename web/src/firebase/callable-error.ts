import { AppError, appErrorCodes, type AppErrorCode } from '@pacs/shared/errors';
import { z } from 'zod';

const WithCode = z.object({ code: z.string() });
const WithDetails = z.object({ details: z.object({ code: z.enum(appErrorCodes) }) });

/** Codes of FunctionsError, where the function sent no code of ours (network failures, limits of the platform). */
const byFunctionsCode: Partial<Record<string, AppErrorCode>> = {
  'functions/unauthenticated': 'unauthenticated',
  'functions/invalid-argument': 'invalid-argument',
  'functions/not-found': 'not-found',
  'functions/resource-exhausted': 'too-many-requests',
  'functions/unavailable': 'unavailable',
  'functions/deadline-exceeded': 'unavailable',
  // What the SDK makes of a failed fetch and of a 500 alike.
  'functions/internal': 'unavailable',
};

/** The AppError that a callable's failure stands for: `details.code` where our function threw it. */
export function callableError(cause: unknown): AppError {
  const detailed = WithDetails.safeParse(cause);
  if (detailed.success) return new AppError(detailed.data.details.code, { cause });
  const coded = WithCode.safeParse(cause);
  return new AppError((coded.success ? byFunctionsCode[coded.data.code] : undefined) ?? 'internal', {
    cause,
  });
}

/**
 * Every failure that a caller may see, as a closed set. The words for people live in the interface;
 * the code is what crosses processes. Strangers get `not-found` for what is not theirs.
 */
export const appErrorCodes = [
  'invalid-argument',
  'unauthenticated',
  'email-not-verified',
  'attestation-missing',
  'not-found',
  'identity-conflict',
  'series-inseparable',
  'nothing-without-identity',
  'quota-exceeded',
  'too-large',
  'too-many-requests',
  'link-unavailable',
  'link-asks-confirmation',
  'link-asks-passcode',
  'upload-closed',
  'study-held',
  'sign-in-again',
  'account-ending',
  'conflict',
  'unavailable',
  'internal',
] as const;

export type AppErrorCode = (typeof appErrorCodes)[number];

/** The one exceptional failure of this code base. Its message is for logs: never patient data in it. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: AppErrorCode;
  /** What the caller is told beside the code. */
  readonly facts: Readonly<Record<string, number>> | undefined;

  constructor(
    code: AppErrorCode,
    options?: { cause?: unknown; detail?: string; facts?: Readonly<Record<string, number>> },
  ) {
    super(
      options?.detail === undefined ? code : `${code}: ${options.detail}`,
      options?.cause === undefined ? undefined : { cause: options.cause },
    );
    this.code = code;
    this.facts = options?.facts;
  }
}

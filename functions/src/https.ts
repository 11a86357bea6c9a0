/** Between the wire and the handlers: parsing, who calls, which failures go out and what is logged. */
import { AppError, type AppErrorCode } from '@pacs/shared/errors';
import {
  type CallableName,
  type CallableRequest,
  type CallableResponse,
  callables,
} from '@pacs/shared/callables';
import {
  HttpsError,
  type CallableRequest as FirebaseRequest,
  type FunctionsErrorCode,
  type Request,
} from 'firebase-functions/https';
import type { Response } from 'express';
import { logFailure } from './log.ts';

export interface Caller {
  uid: string;
  emailVerified: boolean;
  signedInAtMs: number;
  /** As their token says; operator-only.ts asks again. */
  isOperator: boolean;
}

export type CallableHandler<N extends CallableName> = (
  request: CallableRequest<N>,
  caller: Caller,
) => Promise<CallableResponse<N>>;

const callableStatus: Record<AppErrorCode, FunctionsErrorCode> = {
  'invalid-argument': 'invalid-argument',
  unauthenticated: 'unauthenticated',
  'email-not-verified': 'permission-denied',
  'attestation-missing': 'failed-precondition',
  'not-found': 'not-found',
  'identity-conflict': 'failed-precondition',
  'series-inseparable': 'failed-precondition',
  'nothing-without-identity': 'failed-precondition',
  'quota-exceeded': 'resource-exhausted',
  'too-large': 'invalid-argument',
  'too-many-requests': 'resource-exhausted',
  'link-unavailable': 'not-found',
  'link-asks-confirmation': 'failed-precondition',
  'link-asks-passcode': 'failed-precondition',
  'upload-closed': 'failed-precondition',
  'study-held': 'failed-precondition',
  'sign-in-again': 'failed-precondition',
  'account-ending': 'failed-precondition',
  conflict: 'aborted',
  unavailable: 'unavailable',
  internal: 'internal',
};

const httpStatus: Record<AppErrorCode, number> = {
  'invalid-argument': 400,
  unauthenticated: 401,
  'email-not-verified': 403,
  'attestation-missing': 403,
  'not-found': 404,
  'identity-conflict': 409,
  'series-inseparable': 409,
  'nothing-without-identity': 409,
  'quota-exceeded': 429,
  'too-large': 413,
  'too-many-requests': 429,
  'link-unavailable': 410,
  'link-asks-confirmation': 403,
  'link-asks-passcode': 403,
  'upload-closed': 409,
  'study-held': 409,
  'sign-in-again': 403,
  'account-ending': 409,
  conflict: 409,
  unavailable: 503,
  internal: 500,
};

/** The code that may go out: what nobody foresaw is `internal`, its message stays inside. */
function codeOf(cause: unknown): AppErrorCode {
  return cause instanceof AppError ? cause.code : 'internal';
}

/** Loaded with the handler: what it needs, every handler needs. */
async function assertLiveOf(signIn: Pick<Caller, 'uid' | 'signedInAtMs'>): Promise<void> {
  await (await import('./live-session.ts')).assertLiveSession(signIn);
}

/** HttpsError with the AppErrorCode as message and as `details.code`. */
export async function answerCallable<N extends CallableName>(
  name: N,
  request: FirebaseRequest<unknown>,
  load: () => Promise<CallableHandler<N>>,
): Promise<CallableResponse<N>> {
  try {
    if (request.auth === undefined) throw new AppError('unauthenticated');
    const { uid, token } = request.auth;
    const parsed = callables[name].request.safeParse(request.data);
    if (!parsed.success) throw new AppError('invalid-argument');
    const signedInAtMs = token.auth_time * 1000;
    const [handler] = await Promise.all([load(), assertLiveOf({ uid, signedInAtMs })]);
    return await handler(parsed.data as CallableRequest<N>, {
      uid,
      emailVerified: token.email_verified === true,
      signedInAtMs,
      isOperator: token['operator'] === true,
    });
  } catch (cause) {
    const code = codeOf(cause);
    logFailure(name, code, cause);
    throw new HttpsError(callableStatus[code], code, { code });
  }
}

export type HttpHandler = (request: Request, response: Response) => Promise<void>;

/** POST only, never cached; failures are `{ "error": AppErrorCode }`. */
export async function answerHttp(
  name: string,
  request: Request,
  response: Response,
  load: () => Promise<HttpHandler>,
): Promise<void> {
  response.set('Cache-Control', 'no-store');
  response.set('X-Content-Type-Options', 'nosniff');
  try {
    if (request.method !== 'POST') {
      response
        .set('Allow', 'POST')
        .status(405)
        .json({ error: 'invalid-argument' satisfies AppErrorCode });
      return;
    }
    const handler = await load();
    await handler(request, response);
  } catch (cause) {
    const code = codeOf(cause);
    logFailure(name, code, cause);
    const facts = cause instanceof AppError ? cause.facts : undefined;
    response.status(httpStatus[code]).json({ ...facts, error: code });
  }
}

import {
  callables,
  type CallableName,
  type CallableRequest,
  type CallableResponse,
} from '@pacs/shared/callables';
import { AppError } from '@pacs/shared/errors';
import { countCall } from '../usage/count-call.ts';
import { callableError } from './callable-error.ts';
import { functions } from './clients.ts';

const needed = () => Promise.all([import('firebase/functions'), functions()]);

/** Fetches what calls need: the first of them is answered sooner. */
export function prepareCalls(): void {
  // Without a line the call itself says so.
  needed().catch(() => undefined);
}

/** Calls a function and parses its answer. Throws AppError; an answer of another shape is `internal`. */
export async function call<N extends CallableName>(
  name: N,
  request: CallableRequest<N>,
): Promise<CallableResponse<N>> {
  const [{ httpsCallable }, client] = await needed();
  let data: unknown;
  try {
    data = (await httpsCallable(client, name)(request)).data;
  } catch (cause) {
    const error = callableError(cause);
    countCall(name, error.code);
    throw error;
  }
  const answer = callables[name].response.safeParse(data);
  if (!answer.success) throw new AppError('internal', { detail: `${name} answered in another shape` });
  countCall(name, 'done');
  return answer.data as CallableResponse<N>;
}

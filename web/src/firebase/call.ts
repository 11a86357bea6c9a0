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

/** Calls a function and parses its answer. Throws AppError; an answer of another shape is `internal`. */
export async function call<N extends CallableName>(
  name: N,
  request: CallableRequest<N>,
): Promise<CallableResponse<N>> {
  const [{ httpsCallable }, client] = await Promise.all([import('firebase/functions'), functions()]);
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

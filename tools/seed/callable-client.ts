import {
  callables,
  type CallableName,
  type CallableRequest,
  type CallableResponse,
} from '@pacs/shared/callables';
import { z } from 'zod';
import type { StackInfo } from '../stack/stack-info.ts';

const Reply = z.object({ result: z.unknown().optional(), error: z.looseObject({}).optional() });

/** Calls a function as the web SDK does (https://firebase.google.com/docs/functions/callable-reference). */
export async function callFunction<N extends CallableName>(
  stack: StackInfo,
  idToken: string,
  name: N,
  request: CallableRequest<N>,
): Promise<CallableResponse<N>> {
  const answer = await fetch(`${stack.origins.functions}/${stack.projectId}/${stack.region}/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${idToken}` },
    body: JSON.stringify({ data: request }),
  });
  const { result, error } = Reply.parse(await answer.json());
  if (error !== undefined) throw new Error(`${name} was refused: ${JSON.stringify(error)}`);
  return callables[name].response.parse(result) as CallableResponse<N>;
}

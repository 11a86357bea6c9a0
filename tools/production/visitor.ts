import {
  callables,
  type CallableName,
  type CallableRequest,
  type CallableResponse,
} from '@pacs/shared/callables';
import { z } from 'zod';
import type { Target } from './target.ts';

const Account = z.object({ idToken: z.string() });
const Reply = z.object({ result: z.unknown().optional(), error: z.looseObject({}).optional() });

/** A throw-away account of the deployment under check. */
export interface Visitor {
  idToken: string;
  call<N extends CallableName>(name: N, request: CallableRequest<N>): Promise<CallableResponse<N>>;
  /** State of an own upload. */
  uploadState(uploadId: string): Promise<string>;
  remove(): Promise<void>;
}

const UploadState = z.object({
  fields: z.object({
    state: z.object({ stringValue: z.string() }),
  }),
});

export async function createVisitor(target: Target): Promise<Visitor> {
  const identity = async (action: string, body: object) => {
    const answer = await postJson(`${target.identity}/v1/accounts:${action}?key=${target.apiKey}`, body);
    if (!answer.ok)
      throw new Error(`accounts:${action} answered ${String(answer.status)}: ${await answer.text()}`);
    return answer;
  };
  const name = crypto.randomUUID();
  const signedUp = await identity('signUp', {
    email: `check-${name}@example.org`,
    password: `${name}-Aa1!`,
    returnSecureToken: true,
  });
  const { idToken } = Account.parse(await signedUp.json());
  const authorization = `Bearer ${idToken}`;
  return {
    idToken,
    call: async (callable, request) => {
      const answer = await postJson(`${target.functions}/${callable}`, { data: request }, { authorization });
      const { result, error } = Reply.parse(await answer.json());
      if (error !== undefined) throw new Error(`${callable} was refused: ${JSON.stringify(error)}`);
      return callables[callable].response.parse(result) as CallableResponse<typeof callable>;
    },
    uploadState: async (uploadId) => {
      const answer = await fetch(`${target.documents}/uploads/${uploadId}`, { headers: { authorization } });
      return UploadState.parse(await answer.json()).fields.state.stringValue;
    },
    remove: async () => {
      await identity('delete', { idToken });
    },
  };
}

export function postJson(url: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** People who ask about their data, and the operator who answers them. */
import type { AskRightRequest, RightStepRequest } from '@pacs/shared/rights';
import { askRight } from '../../../functions/src/core/rights/ask-right.ts';
import { confirmRight } from '../../../functions/src/core/rights/confirm-right.ts';
import { openRequest } from '../../../functions/src/core/rights/open-request.ts';
import { replyRight } from '../../../functions/src/core/rights/reply-right.ts';
import { stepRequest } from '../../../functions/src/core/rights/step-request.ts';
import type { World } from '../fakes/world.ts';

export const day = 24 * 3_600_000;
export const operator = 'operator-1';
const address = '192.0.2.1';

export const asked: AskRightRequest = {
  kind: 'erasure',
  role: 'patient',
  name: 'Ada Secret',
  email: 'ada@home.test',
  words: 'My knee was <b>imaged</b> in March.',
  language: 'en',
};

/** What is done by either side in the world that `world` answers. */
export function rightsIn(world: () => World) {
  const ask = (more: Partial<AskRightRequest> = {}, from = address) =>
    askRight(world().ports, { ...asked, ...more }, from);
  const mails = () => [...world().outbox.values()];
  const lastMail = () => mails().at(-1);
  const lastToken = () => /\/rights\/(?:confirm|reply)#(\S+)/.exec(lastMail()?.message.text ?? '')?.[1] ?? '';
  const confirm = (token = lastToken()) => confirmRight(world().ports, token, address);
  const open = (requestId: string) => openRequest(world().ports, operator, requestId);
  return {
    ask,
    mails,
    lastMail,
    lastToken,
    confirm,
    confirmed: async (more: Partial<AskRightRequest> = {}): Promise<string> => {
      await ask(more);
      return (await confirm()).requestId;
    },
    open,
    step: async (requestId: string, done: RightStepRequest): Promise<void> => {
      const { rev } = (await open(requestId)).request;
      await stepRequest(world().ports, operator, { requestId, seen: rev, step: done });
    },
    reply: (token: string, words: string) => replyRight(world().ports, { token, words }, address),
  };
}

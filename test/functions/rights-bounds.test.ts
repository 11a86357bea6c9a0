/** How much of a request there may be, and what its queue says of it from step to step. */
import { limits } from '@pacs/shared/limits';
import type { AskRightRequest, RightStepRequest, RightsRequestDocument } from '@pacs/shared/rights';
import { beforeEach, expect, test } from 'vitest';
import { askRight } from '../../functions/src/core/rights/ask-right.ts';
import { confirmRight } from '../../functions/src/core/rights/confirm-right.ts';
import { replyRight } from '../../functions/src/core/rights/reply-right.ts';
import { stepRequest } from '../../functions/src/core/rights/step-request.ts';
import { type World, createWorld } from './fakes/world.ts';

const address = '192.0.2.1';
const asked: AskRightRequest = {
  kind: 'access',
  role: 'patient',
  name: 'Ada',
  email: 'ada@home.test',
  words: 'What do you have about me?',
  language: 'en',
};

let world: World;
let requestId: string;
beforeEach(async () => {
  world = createWorld();
  await askRight(world.ports, asked, address);
  ({ requestId } = await confirmRight(world.ports, tokenMailed(), address));
});

const tokenMailed = () => /#(\S+)/.exec([...world.outbox.values()].at(-1)?.message.text ?? '')?.[1] ?? '';
function request(): RightsRequestDocument {
  const kept = world.rightsRequests.get(requestId);
  if (!kept) throw new Error('no request');
  return kept.request;
}
const step = (done: RightStepRequest) =>
  stepRequest(world.ports, 'operator-1', { requestId, seen: request().rev, step: done });
const reply = (token: string) => replyRight(world.ports, { token, words: 'In spring.' }, address);

test('a mailbox is the same in capitals', async () => {
  const before = world.outbox.size;
  for (const email of ['Ada@home.test', 'ADA@HOME.TEST', 'ada@Home.test', 'aDa@home.test'])
    await askRight(world.ports, { ...asked, email }, address);
  // One was asked for before.
  expect(world.outbox.size - before).toBe(limits.rightsAsksPerDayPerMailbox - 1);
});

test('news is what the person wrote after the operator’s last step', async () => {
  expect(request().hasNews).toBe(true);
  await step({ step: 'ask', words: 'When?' });
  expect(request().hasNews).toBe(false);
  await reply(tokenMailed());
  expect(request().hasNews).toBe(true);
  await step({ step: 'note', words: 'Looked it up.' });
  expect(request().hasNews).toBe(false);
});

test('a letter takes what is new into work, and what waits for its person goes on waiting', async () => {
  await step({ step: 'write', words: 'We are looking.' });
  expect(request().state).toBe('in-work');
  await step({ step: 'ask', words: 'When?' });
  await step({ step: 'write', words: 'Take your time.' });
  expect(request().state).toBe('waiting');
});

test('a request that is full takes no more words of either side, and is still answered', async () => {
  await step({ step: 'ask', words: 'When?' });
  request().rev = limits.rightsEntriesMax;
  await expect(reply(tokenMailed())).rejects.toMatchObject({ code: 'too-many-requests' });
  await expect(step({ step: 'note', words: 'More.' })).rejects.toMatchObject({ code: 'too-many-requests' });
  await step({ step: 'answer', words: 'Here it is.' });
  expect(request().state).toBe('answered');
});

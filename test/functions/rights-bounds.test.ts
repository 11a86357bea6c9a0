/** How much of a request there may be, and what its queue says of it from step to step. */
import { limits } from '@pacs/shared/limits';
import type { RightsRequestDocument } from '@pacs/shared/rights';
import { beforeEach, expect, test } from 'vitest';
import { type World, createWorld } from './fakes/world.ts';
import { rightsIn } from './support/rights-in.ts';

let world: World;
let requestId: string;
const { ask, confirmed, lastToken, step, reply } = rightsIn(() => world);
beforeEach(async () => {
  world = createWorld();
  requestId = await confirmed();
});

function request(): RightsRequestDocument {
  const kept = world.rightsRequests.get(requestId);
  if (!kept) throw new Error('no request');
  return kept.request;
}

test('a mailbox is the same in capitals', async () => {
  const before = world.outbox.size;
  for (const email of ['Ada@home.test', 'ADA@HOME.TEST', 'ada@Home.test', 'aDa@home.test'])
    await ask({ email });
  // One was asked for before.
  expect(world.outbox.size - before).toBe(limits.rightsAsksPerDayPerMailbox - 1);
});

test('news is what the person wrote after the operator’s last step', async () => {
  expect(request().hasNews).toBe(true);
  await step(requestId, { step: 'ask', words: 'When?' });
  expect(request().hasNews).toBe(false);
  await reply(lastToken(), 'In spring.');
  expect(request().hasNews).toBe(true);
  await step(requestId, { step: 'note', words: 'Looked it up.' });
  expect(request().hasNews).toBe(false);
});

test('a letter takes what is new into work, and what waits for its person goes on waiting', async () => {
  await step(requestId, { step: 'write', words: 'We are looking.' });
  expect(request().state).toBe('in-work');
  await step(requestId, { step: 'ask', words: 'When?' });
  await step(requestId, { step: 'write', words: 'Take your time.' });
  expect(request().state).toBe('waiting');
});

test('a request that is full takes no more words of either side, and is still answered', async () => {
  await step(requestId, { step: 'ask', words: 'When?' });
  request().rev = limits.rightsEntriesMax;
  await expect(reply(lastToken(), 'In spring.')).rejects.toMatchObject({ code: 'too-many-requests' });
  await expect(step(requestId, { step: 'note', words: 'More.' })).rejects.toMatchObject({
    code: 'too-many-requests',
  });
  await step(requestId, { step: 'answer', words: 'Here it is.' });
  expect(request().state).toBe('answered');
});

/** Requests that came by letter or telephone, and the reminders before a day is due. */
import { limits } from '@pacs/shared/limits';
import { EnterRightRequest } from '@pacs/shared/rights';
import { beforeEach, describe, expect, test } from 'vitest';
import { enterRequest } from '../../functions/src/core/rights/enter-request.ts';
import { type World, createWorld } from './fakes/world.ts';
import { day, operator, rightsIn } from './support/rights-in.ts';
import { runSweep } from './support/run-sweep.ts';

let world: World;
beforeEach(() => {
  world = createWorld();
  world.ports.operatorEmail = 'dpo@pacs.test';
});

const letter = (more: Partial<EnterRightRequest> = {}): EnterRightRequest => ({
  kind: 'access',
  role: 'user',
  channel: 'letter',
  receivedAtMs: world.nowMs - 3 * day,
  name: 'Ada Secret',
  contact: 'High Street 1',
  words: 'What do you have about me?',
  language: 'de',
  ...more,
});
const enter = (more?: Partial<EnterRightRequest>) => enterRequest(world.ports, operator, letter(more));
const { ask, confirm, mails, open, step } = rightsIn(() => world);

describe('what an operator enters', () => {
  test('is due 30 days after it came, names nobody in the queue, and is on record', async () => {
    const { requestId, dueAtMs } = await enter();
    expect(dueAtMs).toBe(world.nowMs + 27 * day);
    const { request, person, entries, accountUid } = await open(requestId);
    expect(request).toMatchObject({ channel: 'letter', state: 'received', isOpen: true, hasNews: false });
    expect(JSON.stringify(request)).not.toMatch(/Ada|Street/);
    expect(person).toEqual({ name: 'Ada Secret', contact: 'High Street 1', language: 'de' });
    expect(entries).toEqual([
      expect.objectContaining({ what: 'entered', by: { kind: 'operator', uid: operator } }),
    ]);
    // Nobody has proven an address: no account is looked for.
    expect(accountUid).toBeUndefined();
    const entered = world.audits.find(({ action }) => action === 'rights-entered');
    expect(entered).toMatchObject({ requestId, actor: { kind: 'operator', uid: operator } });
    expect(JSON.stringify(world.audits)).not.toMatch(/Ada|Street/);
  });

  test('without an e-mail address nothing is sent, whatever is written', async () => {
    const { requestId } = await enter();
    await step(requestId, { step: 'ask', words: 'Who are you?' });
    await step(requestId, { step: 'answer', words: 'Here it is.' });
    expect(mails()).toEqual([]);
    expect(world.rightsTokens.size).toBe(0);
    expect((await open(requestId)).request.state).toBe('answered');
  });

  test('with one the person is told that it has come, in their language, and gets the letters', async () => {
    const { requestId } = await enter({ email: 'ada@clinic.test' });
    expect(mails()).toEqual([expect.objectContaining({ to: 'ada@clinic.test' })]);
    expect(mails()[0]?.message.text).toContain(requestId);
    await step(requestId, { step: 'ask', words: 'Wer sind Sie?' });
    expect(mails().at(-1)?.message.text).toContain('Wer sind Sie?');
    // There is an account of that address, and nobody has proven here that it is theirs.
    expect((await open(requestId)).accountUid).toBeUndefined();
  });

  test('came on a day that is not ahead and not years ago, and its person can be reached', async () => {
    for (const receivedAtMs of [world.nowMs + 1, world.nowMs - limits.rightsEnteredAfterMs - 1])
      await expect(enter({ receivedAtMs })).rejects.toMatchObject({ code: 'invalid-argument' });
    const { contact: _contact, ...unreachable } = letter();
    expect(EnterRightRequest.safeParse(letter()).success).toBe(true);
    expect(EnterRightRequest.safeParse(unreachable).success).toBe(false);
    expect(EnterRightRequest.safeParse({ ...letter(), channel: 'form' }).success).toBe(false);
  });
});

describe('the operator is reminded', () => {
  const reminders = () => mails().filter(({ message }) => message.subject.startsWith('Due on'));

  test('a week and a day before an open request is due, once each, and not of whom', async () => {
    const { requestId, dueAtMs } = await enter();
    for (const [atMs, sent] of [
      [dueAtMs - 7 * day - 1, 0],
      [dueAtMs - 7 * day, 1],
      [dueAtMs - 6 * day, 1],
      [dueAtMs - day, 2],
      [dueAtMs + day, 2],
    ] as const) {
      world.nowMs = atMs;
      await runSweep(world.ports);
      expect(reminders(), String(atMs - dueAtMs)).toHaveLength(sent);
    }
    const [first] = reminders();
    expect(first).toMatchObject({ to: 'dpo@pacs.test' });
    expect(first?.message.text).toContain(`/operator/requests/${requestId}`);
    expect(JSON.stringify(reminders())).not.toMatch(/Ada|Street/);
  });

  test('of what came by the form too; sweeps at once send one', async () => {
    await ask();
    const { dueAtMs } = await confirm();
    world.nowMs = dueAtMs - 7 * day;
    await Promise.all([runSweep(world.ports), runSweep(world.ports)]);
    expect(reminders()).toHaveLength(1);
  });

  test('not before the day that an extension has set, and not of what is closed', async () => {
    const [extended, closed] = [await enter(), await enter()];
    await step(extended.requestId, { step: 'extend', words: 'Much to read.', days: 30 });
    await step(closed.requestId, { step: 'refuse', words: 'Not here.' });
    world.nowMs = extended.dueAtMs;
    await runSweep(world.ports);
    expect(reminders()).toEqual([]);
    world.nowMs = extended.dueAtMs + 23 * day;
    await runSweep(world.ports);
    expect(reminders()).toHaveLength(1);
  });

  test('nowhere where no address is set, and of what waits once there is one', async () => {
    world.ports.operatorEmail = '';
    const { dueAtMs } = await enter();
    world.nowMs = dueAtMs - 2 * day;
    await runSweep(world.ports);
    expect(mails()).toEqual([]);
    world.ports.operatorEmail = 'dpo@pacs.test';
    await runSweep(world.ports);
    expect(reminders()).toHaveLength(1);
  });
});

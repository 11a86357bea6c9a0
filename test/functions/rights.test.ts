/** A person's request about their data, from the form to its end: what is kept, sent, counted and on record. */
import { limits } from '@pacs/shared/limits';
import { keptDays } from '@pacs/shared/retention';
import { AskRightRequest, type RightStepRequest, maySteps } from '@pacs/shared/rights';
import { beforeEach, describe, expect, test } from 'vitest';
import { stepRequest } from '../../functions/src/core/rights/step-request.ts';
import { type World, createWorld } from './fakes/world.ts';
import { asked, day, operator, rightsIn } from './support/rights-in.ts';
import { runSweep } from './support/run-sweep.ts';

let world: World;
beforeEach(() => {
  world = createWorld();
});
const { ask, lastMail, lastToken, confirm, confirmed, open, step, reply } = rightsIn(() => world);

describe('asking', () => {
  test('what is asked waits for a confirmation, whose message holds nothing that was typed', async () => {
    await ask();
    expect(world.rightsRequests.size).toBe(0);
    const mail = lastMail();
    expect(mail).toMatchObject({ to: 'ada@home.test', ownerUid: '' });
    expect(mail?.message.text).toContain('erasure of personal data');
    for (const typed of ['Ada', 'Secret', 'knee', 'imaged'])
      expect(JSON.stringify(mail)).not.toContain(typed);
    const token = lastToken();
    expect(token).toHaveLength(27);
    expect(JSON.stringify([...world.rightsTokens])).not.toContain(token);
  });

  test('so many from one address and no more; a mailbox gets three messages a day and answers alike', async () => {
    for (let at = 0; at < limits.rightsAsksPerDayPerMailbox + 2; at += 1)
      await ask({ email: 'Ada@home.test' });
    expect(world.outbox.size).toBe(limits.rightsAsksPerDayPerMailbox);
    for (let at = world.outbox.size + 2; at < limits.rightsAsksPerHourPerAddress; at += 1)
      await ask({ email: `other${String(at)}@home.test` });
    await expect(ask({ email: 'one@more.test' })).rejects.toMatchObject({ code: 'too-many-requests' });
    await ask({ email: 'one@more.test' }, '198.51.100.7');
    world.nowMs += 3_600_000;
    await ask({ email: 'two@more.test' });
  });

  test('all together ask so often a day', async () => {
    world.taken.set(`rights ${String(Math.floor(world.nowMs / day))}`, limits.rightsAsksPerDay);
    await expect(ask()).rejects.toMatchObject({ code: 'too-many-requests' });
  });

  test('the form sends nothing that has no name, words or one mailbox', () => {
    const parses = (more: object) => AskRightRequest.safeParse({ ...asked, ...more }).success;
    expect(parses({})).toBe(true);
    for (const wrong of [
      { name: ' ' },
      { words: '' },
      { words: 'x'.repeat(limits.rightsWordsMax + 1) },
      { email: 'a@b.test,c@d.test' },
      { kind: 'anything' },
      { more: 1 },
      // Nothing that is seen, and one letter that is eighteen as it is kept.
      { name: '\u202e\u200b' },
      { words: '\ufdfa'.repeat(limits.rightsWordsMax / 10) },
    ])
      expect(parses(wrong), JSON.stringify(wrong)).toBe(false);
  });

  test('what is typed is kept in plain words', () => {
    const { name, words } = AskRightRequest.parse({ ...asked, name: ' Ａda\u202e ', words: 'a\r\nb\u0000' });
    expect([name, words]).toEqual(['Ada', 'a\nb']);
  });
});

describe('confirming', () => {
  test('puts it into the queue with its day, once, tells the person, and names nobody in the queue', async () => {
    await ask();
    const token = lastToken();
    const { requestId, dueAtMs } = await confirm(token);
    expect(requestId).toMatch(/^R-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(dueAtMs).toBe(world.nowMs + 30 * day);
    const kept = world.rightsRequests.get(requestId);
    expect(kept?.request).toMatchObject({ kind: 'erasure', state: 'received', isOpen: true, dueAtMs });
    expect(JSON.stringify(kept?.request)).not.toMatch(/Ada|home\.test|knee/);
    expect(kept?.person).toEqual({ name: 'Ada Secret', email: 'ada@home.test', language: 'en' });
    expect(lastMail()?.message.text).toContain(requestId);
    expect(world.audits.at(-1)).toMatchObject({ action: 'rights-received', requestId, ownerUid: '' });
    await expect(confirm(token)).rejects.toMatchObject({ code: 'not-found' });
    expect(world.rightsRequests.size).toBe(1);
  });

  test('of two confirmations at once one gets through', async () => {
    await ask();
    const token = lastToken();
    const both = await Promise.allSettled([confirm(token), confirm(token)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(world.rightsRequests.size).toBe(1);
  });

  test('is over after two days, and then the sweep leaves nothing of what was asked', async () => {
    await ask();
    const token = lastToken();
    world.nowMs += limits.rightsConfirmMs - 1;
    await runSweep(world.ports);
    expect(world.rightsTokens.size).toBe(1);
    world.nowMs += 1;
    await expect(confirm(token)).rejects.toMatchObject({ code: 'not-found' });
    await runSweep(world.ports);
    expect(world.rightsTokens.size).toBe(0);
    expect(world.outbox.size).toBe(0);
  });

  test('the operator is told where they want to be, without who asked', async () => {
    world.ports.operatorEmail = 'dpo@pacs.test';
    const requestId = await confirmed();
    expect(lastMail()).toMatchObject({ to: 'dpo@pacs.test' });
    expect(lastMail()?.message.text).toContain(`https://pacs.test/operator/requests/${requestId}`);
    expect(JSON.stringify(lastMail())).not.toMatch(/Ada|home\.test|knee/);
  });

  test('tokens that are tried without end are refused, right ones too', async () => {
    await ask();
    const token = lastToken();
    for (let at = 0; at < limits.rightsTokensPerHourPerAddress; at += 1)
      await expect(confirm(`guess-${String(at)}-xxxxxxxxxxxxxxxx`)).rejects.toMatchObject({
        code: 'not-found',
      });
    await expect(confirm(token)).rejects.toMatchObject({ code: 'too-many-requests' });
  });
});

describe('the operator', () => {
  test('reads it, and that is on record', async () => {
    const requestId = await confirmed();
    const opened = await open(requestId);
    expect(opened.person.name).toBe('Ada Secret');
    expect(opened.entries).toMatchObject([{ what: 'received', words: asked.words, mail: 'waiting' }]);
    expect(opened.accountUid).toBeUndefined();
    expect(world.audits.at(-1)).toMatchObject({
      action: 'rights-read',
      requestId,
      actor: { kind: 'operator', uid: operator },
    });
    await expect(open('R-00000-00000')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is told which account the address belongs to only of people who say that they have one', async () => {
    expect((await open(await confirmed({ role: 'user', email: 'bob@clinic.test' }))).accountUid).toBe('bob');
    expect((await open(await confirmed({ role: 'patient', email: 'bob@clinic.test' }))).accountUid).toBe(
      undefined,
    );
  });

  test('asks, and the person answers by the letter’s address until the request is closed', async () => {
    const requestId = await confirmed();
    await step(requestId, { step: 'ask', words: 'Which <hospital> was it?' });
    expect(world.rightsRequests.get(requestId)?.request.state).toBe('waiting');
    expect(lastMail()?.message.html).toContain('Which &lt;hospital&gt; was it?');
    const token = lastToken();
    await reply(token, 'St. Elsewhere');
    expect(world.rightsRequests.get(requestId)?.request).toMatchObject({ state: 'in-work', hasNews: true });
    expect((await open(requestId)).entries.at(-1)).toMatchObject({
      by: { kind: 'person' },
      what: 'replied',
      words: 'St. Elsewhere',
    });
    await step(requestId, { step: 'answer', words: 'It is gone.' });
    expect(lastMail()?.message.text).not.toContain('/rights/reply#');
    await expect(reply(token, 'more')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('an address to answer by does not confirm, and one to confirm by does not answer', async () => {
    const requestId = await confirmed();
    await step(requestId, { step: 'write', words: 'Hello.' });
    await expect(confirm()).rejects.toMatchObject({ code: 'not-found' });
    await ask();
    await expect(reply(lastToken(), 'x')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('extends once, with a reason that is sent, and never after the day has passed', async () => {
    const requestId = await confirmed();
    const { dueAtMs } = (await open(requestId)).request;
    world.nowMs = dueAtMs;
    await step(requestId, { step: 'extend', words: 'It is a lot.', days: 60 });
    const { request } = await open(requestId);
    expect(request).toMatchObject({ state: 'extended', dueAtMs: dueAtMs + 60 * day });
    expect(lastMail()?.message.text).toContain('It is a lot.');
    const again = step(requestId, { step: 'extend', words: 'More.', days: 1 });
    await expect(again).rejects.toMatchObject({ code: 'conflict' });

    const late = await confirmed();
    world.nowMs += 30 * day + 1;
    const tooLate = step(late, { step: 'extend', words: 'Late.', days: 1 });
    await expect(tooLate).rejects.toMatchObject({ code: 'conflict' });
    expect(maySteps((await open(late)).request, world.nowMs)).not.toContain('extend');
  });

  test('refuses with a reason and with where to complain; what is closed stays closed', async () => {
    const requestId = await confirmed({ language: 'de' });
    await step(requestId, { step: 'refuse', words: 'Das Gesetz verlangt die Aufbewahrung.' });
    expect(lastMail()?.message.text).toContain('Das Gesetz verlangt');
    expect(lastMail()?.message.text).toContain('Aufsichtsbehörde');
    expect(world.rightsRequests.get(requestId)?.request).toMatchObject({ state: 'refused', isOpen: false });
    for (const next of ['take', 'note', 'write', 'ask', 'answer', 'refuse'] as const)
      await expect(step(requestId, { step: next, words: 'x' })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('does not step over what another operator or the person did meanwhile', async () => {
    const requestId = await confirmed();
    await step(requestId, { step: 'take' });
    const stale = stepRequest(world.ports, operator, {
      requestId,
      seen: 1,
      step: { step: 'answer', words: 'Done.' },
    });
    await expect(stale).rejects.toMatchObject({ code: 'conflict' });
    expect(world.rightsRequests.get(requestId)?.request.state).toBe('in-work');
  });

  test('every step is an event of its own, and none says what was written', async () => {
    const requestId = await confirmed();
    const steps: RightStepRequest[] = [
      { step: 'take' },
      { step: 'note', words: 'secret words' },
      { step: 'write', words: 'secret words' },
      { step: 'ask', words: 'secret words' },
      { step: 'extend', words: 'secret words', days: 3 },
      { step: 'answer', words: 'secret words' },
    ];
    for (const one of steps) await step(requestId, one);
    const actions = world.audits.map(({ action }) => action).filter((action) => action !== 'rights-read');
    expect(actions).toEqual([
      'rights-received',
      'rights-taken',
      'rights-noted',
      'rights-written',
      'rights-asked',
      'rights-extended',
      'rights-answered',
    ]);
    expect(JSON.stringify(world.audits)).not.toMatch(/secret words|home\.test|Ada/);
    const mailed = (await open(requestId)).entries.filter(({ mail }) => mail !== undefined);
    expect(mailed.map(({ what }) => what)).toEqual(['received', 'write', 'ask', 'extend', 'answer']);
  });
});

test('a closed request is kept its time and then gone, an open one stays', async () => {
  const closed = await confirmed();
  const open = await confirmed();
  await step(closed, { step: 'answer', words: 'Done.' });
  world.nowMs += keptDays.rightsRequests * day - 1;
  await runSweep(world.ports);
  expect(world.rightsRequests.size).toBe(2);
  world.nowMs += 1;
  expect((await runSweep(world.ports)).removedRequests).toBe(1);
  expect([...world.rightsRequests.keys()]).toEqual([open]);
  expect(world.audits.at(-1)).toMatchObject({ action: 'rights-removed', requestId: closed });
});

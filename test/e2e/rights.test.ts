/** A request about somebody's data, from the public form to the operator's answer. */
import { RightsRequestDocument } from '@pacs/shared/rights';
import { OutboxDocument } from '@pacs/shared/messages';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callFunction } from '../../tools/seed/callable-client.ts';
import { documentFields } from '../integration/stack-inside.ts';
import { launchChromium } from '../support/chromium.ts';
import { readDocuments } from '../support/read-documents.ts';
import { putDocument, signUpUser } from '../support/stack-clients.ts';
import { stackInfo } from '../support/stack.ts';
import { findings, hasFocus, look, tabThrough } from './support/looking.ts';
import { openOperatorPages, signUpOperator, watchedPage } from './support/operator-pages.ts';

const stack = stackInfo();
const { web } = stack.origins;
const email = `${crypto.randomUUID()}@home.test`;

let browser: Browser;
let visitor: Page;
let operator: Page;
const violations: string[][] = [];
let requestId = '';

/** The latest message to the visitor whose subject begins so. */
async function mailed(subject: string): Promise<string> {
  const mails = (await readDocuments('outbox', 'to', email)).map((one) => OutboxDocument.parse(one));
  return mails.find(({ message }) => message.subject.startsWith(subject))?.message.text ?? '';
}

const next = () => operator.getByRole('region', { name: 'What comes next' });
const addressIn = (text: string) => /\S+\/rights\/\S+#\S+/.exec(text)?.[0] ?? '';

beforeAll(async () => {
  browser = await launchChromium();
  visitor = await watchedPage(browser, { locale: 'de-DE' }, violations);
  operator = await watchedPage(browser, { locale: 'en-GB', colorScheme: 'dark' }, violations);
});
afterAll(() => browser.close());

test('a visitor asks in their language, is told what is missing, and confirms by mail', async () => {
  await visitor.goto(`${web}/rights`);
  await visitor.getByRole('button', { name: /ablehnen|reject/i }).click();
  await visitor.getByRole('heading', { name: 'Ihre Daten, Ihre Rechte' }).waitFor();
  await visitor.getByRole('button', { name: 'Antrag senden' }).click();
  await visitor.getByText('Ein paar Worte, damit wir es finden.').waitFor();
  // Who cannot see what has turned red is where the first thing to mend is.
  expect(await hasFocus(visitor.getByLabel('Ihr Name'))).toBe(true);
  expect(await findings(visitor)).toEqual([]);
  await look(visitor, 'rights-form-wrong');
  await visitor.getByRole('button', { name: /Was beantragen Sie/ }).click();
  await visitor.getByRole('option', { name: /^Löschung/ }).click();
  await visitor.getByLabel('Ihr Name').fill('Ada Geheim');
  await visitor.getByLabel('Ihre E-Mail-Adresse').fill(email);
  await visitor.getByLabel('Worum geht es?').fill('Die Aufnahme meines Knies.');
  await visitor.getByRole('button', { name: 'Antrag senden' }).press('Enter');
  await visitor.getByRole('heading', { name: 'Ein Schritt fehlt noch' }).waitFor();
  // What has taken the form's place is read out.
  expect(await hasFocus(visitor.getByRole('main'))).toBe(true);
  await look(visitor, 'rights-sent');

  const address = addressIn(await mailed('Bitte bestätigen'));
  await visitor.goto(address);
  await visitor.getByRole('button', { name: 'Antrag bestätigen' }).waitFor();
  await expect.poll(() => visitor.url()).toBe(`${web}/rights/confirm`);
  expect(await findings(visitor)).toEqual([]);
  await look(visitor, 'rights-confirm');
  await visitor.getByRole('button', { name: 'Antrag bestätigen' }).press('Enter');
  const said = await visitor.getByText(/Er hat die Nummer R-/).textContent();
  expect(await hasFocus(visitor.getByRole('main'))).toBe(true);
  requestId = /R-[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(said ?? '')?.[0] ?? '';
  expect(await mailed('Wir haben Ihren Antrag')).toContain(requestId);
  const kept = RightsRequestDocument.parse(await documentFields(`rightsRequests/${requestId}`));
  expect(kept).toMatchObject({ kind: 'erasure', state: 'received', isOpen: true });

  await visitor.goto(`${web}/`);
  await visitor.goto(address);
  await visitor.getByRole('button', { name: 'Antrag bestätigen' }).click();
  await visitor.getByText('Diese Adresse ist nicht mehr gültig.').waitFor();
});

test('a mailed address takes the place of the one before, and without it the page sends back to the message', async () => {
  const sent: unknown[] = [];
  visitor.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/rights/confirm'))
      sent.push(request.postDataJSON());
  });
  const addresses = ['B'.repeat(43), 'C'.repeat(43)];
  for (const token of addresses) {
    await visitor.goto(`${web}/rights/confirm#${token}`);
    await expect.poll(() => visitor.url()).toBe(`${web}/rights/confirm`);
    await visitor.getByText('Diese Adresse ist nicht mehr gültig.').waitFor({ state: 'detached' });
    await visitor.getByRole('button', { name: 'Antrag bestätigen' }).click();
    await visitor.getByText('Diese Adresse ist nicht mehr gültig.').waitFor();
  }
  expect(sent).toEqual(addresses.map((token) => ({ token })));
  await visitor.reload();
  await visitor.getByText('Diese Seite braucht die ganze Adresse').waitFor();
  expect(await visitor.getByRole('button', { name: 'Antrag bestätigen' }).count()).toBe(0);
  await look(visitor, 'rights-open-again');
  await visitor.goto(`${web}/rights/reply#short`);
  await visitor.getByText('Diese Seite braucht die ganze Adresse').waitFor();
  expect(await visitor.getByLabel('Ihre Antwort').count()).toBe(0);
});

test('an operator finds it by its day, asks, and the person answers by the letter’s address', async () => {
  const account = await signUpOperator();
  await putDocument(`rightsRequests/R-0VER-${requestId.slice(2)}`, {
    kind: 'access',
    role: 'user',
    state: 'in-work',
    isOpen: true,
    hasNews: false,
    channel: 'form',
    receivedAtMs: 1_000,
    dueAtMs: 2_000,
    rev: 1,
  });
  await openOperatorPages(operator, account);
  await operator.getByRole('link', { name: requestId, exact: true }).waitFor();
  await operator
    .getByText(/^Overdue by/)
    .first()
    .waitFor();
  const order = await operator.getByRole('link', { name: /^R-/ }).allTextContents();
  expect(order.indexOf(`R-0VER-${requestId.slice(2)}`)).toBeLessThan(order.indexOf(requestId));
  expect(await findings(operator)).toEqual([]);
  await look(operator, 'operator-queue');

  await operator.getByRole('link', { name: requestId, exact: true }).click();
  await operator.getByText('Die Aufnahme meines Knies.').waitFor();
  await operator.getByText('Ada Geheim').waitFor();
  await operator.getByRole('button', { name: /Step/ }).click();
  await operator.getByRole('option', { name: 'Ask the person' }).click();
  await operator.getByRole('textbox', { name: 'Question' }).fill('Welches Krankenhaus war es?');
  expect(await findings(operator)).toEqual([]);
  await look(operator, 'operator-request');
  await operator.getByRole('button', { name: 'Ask the person', exact: true }).press('Enter');
  await operator.getByRole('heading', { name: /Waiting for the person/ }).waitFor();
  // Another Enter is not the next step.
  expect(await hasFocus(next())).toBe(true);

  await visitor.goto(addressIn(await mailed('Eine Frage zu Ihrem Antrag')));
  await visitor.getByLabel('Ihre Antwort').fill('Das in Nordstadt.');
  expect(await findings(visitor)).toEqual([]);
  await look(visitor, 'rights-reply');
  await visitor.getByRole('button', { name: 'Antwort senden' }).press('Enter');
  await visitor.getByText('Ihre Antwort ist angekommen.').waitFor();
  expect(await hasFocus(visitor.getByRole('main'))).toBe(true);

  await operator.getByRole('link', { name: 'All requests' }).press('Enter');
  await operator.getByText('New').waitFor();
  expect(await hasFocus(operator.getByRole('main'))).toBe(true);
  const closed = operator.getByRole('radio', { name: 'Closed' });
  await operator.getByRole('radio', { name: 'Open' }).press('ArrowRight');
  await operator
    .getByRole('status')
    .filter({ hasText: /closed$/ })
    .or(operator.getByText('Nothing has been closed yet'))
    .first()
    .waitFor();
  expect(await hasFocus(closed)).toBe(true);
  await closed.press('ArrowLeft');
  await operator
    .getByRole('status')
    .filter({ hasText: /^\d+ requests?, open$/ })
    .waitFor();
  await operator.getByRole('link', { name: requestId, exact: true }).click();
  await operator.getByText('Das in Nordstadt.').waitFor();
  await operator.getByRole('button', { name: /Step/ }).click();
  await operator.getByRole('option', { name: 'Answer and close' }).click();
  await operator.getByRole('textbox', { name: 'Answer' }).fill('Es ist gelöscht.');

  // Meanwhile a colleague writes something down, and what it says can't be fetched at first: the letter is not lost.
  const seen = (await documentFields(`rightsRequests/${requestId}`))?.['rev'];
  await callFunction(stack, account.idToken, 'stepRightsRequest', {
    requestId,
    seen: Number(seen),
    step: { step: 'note', words: 'Der Kollege war schneller.' },
  });
  const answer = operator.getByRole('textbox', { name: 'Answer' });
  const send = operator.getByRole('button', { name: 'Answer and close', exact: true });
  await operator.route('**/openRightsRequest', (route) => route.abort(), { times: 1 });
  await send.press('Enter');
  await operator.getByText('Something else changed it at the same time. Try again.').waitFor();
  await operator.getByText('What stands here may be out of date.').waitFor();
  expect(await answer.inputValue()).toBe('Es ist gelöscht.');
  expect(await hasFocus(send)).toBe(true);
  expect(await findings(operator)).toEqual([]);
  await look(operator, 'operator-conflict');
  await operator.getByRole('button', { name: 'Ask again' }).press('Enter');
  await operator.getByText('Der Kollege war schneller.').waitFor();
  expect(await hasFocus(operator.getByRole('main'))).toBe(true);
  expect(await answer.inputValue()).toBe('Es ist gelöscht.');
  await send.press('Enter');
  await operator.getByText('It is closed').waitFor();
  expect(await hasFocus(next())).toBe(true);
  expect(await mailed('Antwort auf Ihren Antrag')).toContain('Es ist gelöscht.');
  const events = await readDocuments('audit', 'requestId', requestId);
  expect(new Set(events.map(({ action }) => action))).toEqual(
    new Set([
      'rights-received',
      'rights-read',
      'rights-asked',
      'rights-replied',
      'rights-noted',
      'rights-answered',
    ]),
  );
  expect(JSON.stringify(events)).not.toMatch(/Ada|home\.test|Knie/);
});

test('a letter is entered by hand, due from the day it came', async () => {
  await operator.getByRole('link', { name: 'Requests', exact: true }).click();
  await operator.getByRole('link', { name: /^Enter one/ }).press('Enter');
  await operator.getByRole('link', { name: 'All requests' }).focus();
  expect(await tabThrough(operator, 12)).toEqual([
    'It came by',
    'Day it came',
    'What is asked for',
    'Who asks',
    'Name',
    'E-mail address, if they gave one',
    'Postal address or telephone number',
    'Language of letters',
    'What they say',
  ]);
  const channel = operator.getByRole('button', { name: /It came by/ });
  await channel.press('Enter');
  await operator.getByRole('listbox').waitFor();
  await operator.keyboard.press('Escape');
  await operator.getByRole('listbox').waitFor({ state: 'detached' });
  expect(await hasFocus(channel)).toBe(true);
  await operator.getByRole('button', { name: 'Enter it' }).press('Enter');
  await operator.getByText('An e-mail address or another way to reach them.').waitFor();
  expect(await findings(operator)).toEqual([]);
  await look(operator, 'operator-enter');
  await operator.getByLabel('Name').fill('Bo Brief');
  await operator.getByLabel('Postal address or telephone number').fill('High Street 1');
  await operator.getByLabel('What they say').fill('What do you have about me?');
  await operator.getByRole('button', { name: 'Enter it' }).click();
  await operator.getByText('Entered by an operator').waitFor();
  await operator.getByText('High Street 1').waitFor();
  await operator.getByText(/^Due in (?:29|30) days/).waitFor();
  await operator.getByText('Nothing is sent.').waitFor();
  await look(operator, 'operator-entered');
  expect(violations.flat()).toEqual([]);
});

test('without the claim there is no such page, and the functions know of nothing', async () => {
  const { idToken } = await signUpUser();
  for (const [name, request] of [
    ['openRightsRequest', { requestId }],
    [
      'enterRightsRequest',
      {
        kind: 'access',
        role: 'other',
        channel: 'letter',
        receivedAtMs: 1_000,
        name: 'A',
        contact: 'B',
        words: 'C',
        language: 'en',
      },
    ],
    ['stepRightsRequest', { requestId, seen: 1, step: { step: 'take' } }],
    ['readIngestHealth', {}],
    ['readStorage', {}],
    ['readConsents', { days: 30 }],
  ] as const)
    await expect(callFunction(stack, idToken, name, request)).rejects.toThrow('not-found');
});

/** A passcode, a limited number of openings, lockout and chosen series, as owner and visitor meet them in Chromium. */
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { decodeOpened } from '@pacs/shared/opened';
import { apiPaths, paths } from '@pacs/shared/paths';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ctStudy, ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { launchChromium } from '../support/chromium.ts';
import { putDocument, type TestUser } from '../support/stack-clients.ts';
import { stackInfo } from '../support/stack.ts';
import { look } from './support/looking.ts';
import { ownerWithStudy, signIn } from './support/owner-with-study.ts';

const files = ['one', 'two'].flatMap((name, at) =>
  ctVolume({ slices: 4, size: 128, series: { number: at + 1, description: `Marked ${name}` } }),
);
let browser: Browser;
/** A tab each: what a visitor may go on with is kept by the tab. */
let visitors: BrowserContext;
let owner: TestUser;
let page: Page;

beforeAll(async () => {
  owner = await ownerWithStudy(files);
  browser = await launchChromium();
  visitors = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  page.setDefaultTimeout(60_000);
  await signIn(page, owner);
});

afterAll(async () => {
  await browser.close();
});

async function visit(url: string): Promise<Page> {
  const view = await visitors.newPage();
  view.setDefaultTimeout(60_000);
  await view.goto(url);
  return view;
}

const image = (view: Page) => view.getByRole('img', { name: /^Image \d+ of 4$/ }).first();
const noLonger = (view: Page) => view.getByRole('heading', { name: 'This link is no longer valid' });
const openStudy = (view: Page) => view.getByRole('button', { name: 'Open the study' });
const link = () => page.getByRole('listitem').filter({ hasText: 'Made' }).first();

let counted = '';
let locked = '';
let passcode = '';

test('the owner limits how often a link opens, and is told what is wrong with the number', async () => {
  await page.getByRole('button', { name: /^Share/ }).click();
  await page.getByRole('checkbox', { name: 'Limit how often' }).check({ force: true });
  await page.getByLabel('Times').fill('none');
  await page.getByRole('button', { name: 'Make link' }).click();
  await page.getByText('A whole number from 1').waitFor();
  await look(page, 'share-limit');
  await page.getByLabel('Times').fill('1');
  await page.getByRole('button', { name: 'Make link' }).click();
  counted = await page.getByLabel(/^Your link/).inputValue();
  await link().getByText('Never opened, may be opened once').waitFor();
});

test('following it spends nothing; the button opens it, once, and reloading goes on', async () => {
  for (let scan = 0; scan < 2; scan += 1) {
    const view = await visit(counted);
    await openStudy(view).waitFor();
    expect(view.url()).toBe(`${stackInfo().origins.web}/v`);
    await view.reload();
    await openStudy(view).waitFor();
    if (scan === 0) await look(view, 'asks-confirmation');
  }
  const view = await visit(counted);
  await openStudy(view).click();
  await image(view).waitFor();
  await view.reload();
  await image(view).waitFor();
  await noLonger(await visit(counted)).waitFor();
  await link().getByText('Used up').waitFor();
  await link().getByText('Opened 1 of 1 time').waitFor();
});

test('a link with a passcode shows it once, beside the address', async () => {
  await page.getByRole('button', { name: 'Make another link' }).click();
  await page.getByRole('checkbox', { name: 'Ask for a passcode' }).check({ force: true });
  passcode = await page.getByLabel('Passcode', { exact: true }).inputValue();
  expect(passcode).toMatch(/^\d{6}$/);
  await look(page, 'share-passcode');
  await page.getByRole('button', { name: 'Make link' }).click();
  locked = await page.getByLabel(/^Your link/).inputValue();
  expect(await page.getByLabel(/^Its passcode/).inputValue()).toBe(passcode);
  await look(page, 'new-link');
});

test('the right passcode opens; wrong ones are counted down and lock the link for everybody', async () => {
  const friend = await visit(locked);
  await friend.getByLabel('Passcode').fill(passcode);
  await friend.keyboard.press('Enter');
  await image(friend).waitFor();

  const guesser = await visit(locked);
  for (const left of ['4 tries are left', '3 tries are left', '2 tries are left', 'One try is left']) {
    await guesser.getByLabel('Passcode').fill('000000x');
    await openStudy(guesser).click();
    await guesser.getByText(left).waitFor();
  }
  await look(guesser, 'asks-passcode');
  await openStudy(guesser).click();
  await noLonger(guesser).waitFor();
  await look(guesser, 'dead-link');
  await noLonger(await visit(locked)).waitFor();
  await friend.reload();
  await image(friend).waitFor();
});

test('the owner sees that it is locked and unlocks it', async () => {
  await link().getByText('Locked', { exact: true }).waitFor();
  await page.goto(`${stackInfo().origins.web}/links`);
  await link().getByText('Locked', { exact: true }).waitFor();
  await look(page, 'links-page');
  await link().getByRole('button', { name: 'Unlock' }).click();
  await page.getByText('The link is unlocked.').waitFor();
  const view = await visit(locked);
  await view.getByLabel('Passcode').fill(passcode);
  await openStudy(view).click();
  await image(view).waitFor();
});

test('a link is extended to a chosen time, and all are revoked at once', async () => {
  await link().getByRole('button', { name: 'Extend' }).click();
  await page.getByText('30 days', { exact: true }).click();
  await look(page, 'extend');
  await page.getByRole('button', { name: 'Save' }).click();
  // Other files may have put the stack's clock ahead of this browser's by some days.
  await link()
    .getByText(/in 3\d days/)
    .waitFor();
  await page.getByRole('button', { name: 'Revoke all 2 open links' }).click();
  await look(page, 'revoke-all');
  await page.getByRole('button', { name: 'Revoke all', exact: true }).click();
  await page.getByText('2 links revoked.').waitFor();
  await noLonger(await visit(locked)).waitFor();
});

test('a link to one of two series tells its visitor of no other, in what it answers and what it fetches', async () => {
  await page.goto(`${stackInfo().origins.web}/studies`);
  await page.getByRole('button', { name: /^Share/ }).click();
  await page.getByText('Chosen series', { exact: true }).click();
  await page.getByRole('button', { name: 'Make link' }).click();
  await page.getByText('Choose at least one series.').waitFor();
  const second = page.getByRole('checkbox', { name: 'Series 2 · CT · Marked two · 4 images' });
  await page.getByRole('dialog').locator('label').filter({ has: second }).click();
  await expect.poll(() => second.isChecked()).toBe(true);
  await look(page, 'share-series');
  await page.getByRole('button', { name: 'Make link' }).click();
  const url = await page.getByLabel(/^Your link/).inputValue();
  await link().getByText('1 of 2 series').waitFor();
  await look(page, 'restricted-link');

  const visitor = await browser.newContext();
  const view = await visitor.newPage();
  const fetched = new Set<string>();
  view.on('request', (request) => {
    if (request.url().includes('.frames')) fetched.add(new URL(request.url()).pathname);
  });
  const [answer] = await Promise.all([
    view.waitForResponse((response) => response.url().endsWith(apiPaths.openLink)),
    view.goto(url),
  ]);
  const body = await answer.body();
  const { opened, index } = decodeOpened(new Uint8Array(body).buffer);
  const told = body.toString('latin1') + gunzipSync(index).toString();
  expect(told).toContain('Marked two');
  expect(told).not.toContain('Marked one');
  await image(view).waitFor();
  await expect.poll(() => fetched.size).toBe(1);
  const signed = Object.values(opened.urls.frames).map((one) => new URL(one).pathname);
  expect([...fetched]).toEqual(signed);
  await visitor.close();
});

test('a link without identity says so where the name stands, and answers nothing that tells whose it is', async () => {
  await page.getByRole('button', { name: 'Make another link' }).click();
  await page.getByRole('checkbox', { name: 'Without identity' }).check({ force: true });
  await page.getByText('All of it can be shown.').waitFor();
  expect(await page.getByRole('checkbox', { name: /^Let them download/ }).isDisabled()).toBe(true);
  await look(page, 'share-without-identity');
  await page.getByRole('button', { name: 'Make link' }).click();
  const url = await page.getByLabel(/^Your link/).inputValue();
  await page.getByText('can open this study, without identity').waitFor();
  await link().getByText('without identity').waitFor();

  const visitor = await browser.newContext();
  const view = await visitor.newPage();
  const [answer] = await Promise.all([
    view.waitForResponse((response) => response.url().endsWith(apiPaths.openLink)),
    view.goto(url),
  ]);
  const body = await answer.body();
  const { opened, index } = decodeOpened(new Uint8Array(body).buffer);
  const told = body.toString('latin1') + gunzipSync(index).toString();
  const { patient, date, description, accession } = ctStudy;
  const marks = [...patient.name.split('^'), patient.id, patient.birthDate, date, description, accession];
  for (const mark of ['Marked', ...marks.filter((one) => one !== '')]) expect(told).not.toContain(mark);
  expect(opened.identityRemoved).toBe(true);
  await image(view).waitFor();
  await view.getByText('Identity removed').first().waitFor();
  for (const said of ['not given', 'no ID']) expect(await view.getByText(said).count()).toBe(0);
  await look(view, 'without-identity');
  await visitor.close();
});

test('the owner reads who did what, narrows it down by keyboard and takes it away', async () => {
  const uid = owner.localId;
  const older = { ownerUid: uid, studyId: 'gone', action: 'study-opened', outcome: 'success' };
  await Promise.all(
    Array.from({ length: 60 }, (_, at) =>
      putDocument(paths.audit(`older-${uid}-${String(at)}`), {
        ...older,
        actor: { kind: 'owner', uid },
        atMs: at + 1,
      }),
    ),
  );
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Activity' }).click();
  const rows = page.locator('tbody').getByRole('row');
  const ofKind = (words: string) =>
    rows.filter({ has: page.getByRole('cell', { name: words, exact: true }) });
  await ofKind('Gave a wrong passcode').first().waitFor();
  expect(await ofKind('Gave a wrong passcode').count()).toBe(5);
  expect(await ofKind('Locked a link by wrong passcodes').count()).toBe(1);
  await look(page, 'activity');
  expect(await ofKind('Tried a link in vain').first().textContent()).toContain('Chrome');

  await page.getByRole('status').filter({ hasText: 'The latest 50 events' }).waitFor();
  await page.getByRole('button', { name: 'Show older events' }).click();
  await page.getByRole('button', { name: 'Show older events' }).waitFor({ state: 'detached' });
  expect(await rows.count()).toBeGreaterThan(70);
  await rows.last().getByText('A study that is no longer there').waitFor();

  await page.getByRole('button', { name: /What$/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: 'Revoked a link' }).waitFor();
  await page.keyboard.type('Revoked');
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: '2 events' }).waitFor();
  expect(page.url()).toMatch(/\/activity\?action=link-revoked$/);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('activity.csv');
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(/,owner,.*,link-revoked,.*,success,1$/);
});

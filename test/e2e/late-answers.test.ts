/** What pages say while an answer is long in coming, and where it does not come at all. */
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { launchChromium } from '../support/chromium.ts';
import { stackInfo } from '../support/stack.ts';
import { findings, look } from './support/looking.ts';
import { openOperatorPages, signUpOperator } from './support/operator-pages.ts';
import { ownerWithStudy, signIn } from './support/owner-with-study.ts';

const { web } = stackInfo().origins;
const firestore = '**/google.firestore.v1.Firestore/**';
const late = 'No answer yet: the connection seems to be slow or lost.';

let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
afterEach(() => context.close());

/** A page whose clock is in hand. */
async function newPage(locale = 'en-GB'): Promise<Page> {
  context = await browser.newContext({
    locale,
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  });
  await context.clock.install();
  return context.newPage();
}

/** Requests that fit get no answer; those held go on with `letGo`. */
async function hold(what: string | RegExp): Promise<{ letGo(): Promise<void> }> {
  const held: Route[] = [];
  await context.route(what, (route) => {
    held.push(route);
  });
  return {
    async letGo() {
      await context.unroute(what);
      await Promise.allSettled(held.map((route) => route.continue()));
    },
  };
}

const waiting = (label: string) => page.getByRole('status').filter({ hasText: label });

/** Nothing is said of being late before its time, then it is where it is read out. */
async function saysLate(label: string, words = late): Promise<void> {
  await waiting(label).waitFor();
  expect(await waiting(label).textContent()).not.toContain(words);
  await context.clock.fastForward(15_000);
  await waiting(label).filter({ hasText: words }).waitFor();
}

test('lists of the owner say that the line is slow, and go on by themselves', async () => {
  page = await newPage();
  const owner = await ownerWithStudy(ctVolume({ slices: 2, size: 32 }));
  await signIn(page, owner);
  const study = await page.locator('a[href^="/study/"]').first().getAttribute('href');
  // Its list of studies is asked for anew.
  await page.goto(`${web}${study ?? ''}`);
  await page.getByRole('img', { name: /^Image 1 of / }).waitFor();
  let line = await hold(firestore);
  await page.keyboard.press('/');
  await saysLate('Looking through your studies');
  await look(page, 'late-compare');
  await page.keyboard.press('Escape');

  await line.letGo();
  await page.goto(`${web}/account`);
  await page.getByRole('heading', { name: 'Your account' }).waitFor();
  line = await hold(firestore);
  for (const [link, label] of [
    ['Studies', 'Loading your studies'],
    ['Links', 'Loading your links'],
    ['Activity', 'Loading the events'],
  ] as const) {
    await page.getByRole('link', { name: new RegExp(`^${link}`) }).click();
    await saysLate(label);
  }
  await look(page, 'late-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await look(page, 'late-dark');
  expect(await findings(page)).toEqual([]);
  await page.goto(`${web}/studies`);
  await saysLate('Loading');
  await line.letGo();
  await page
    .getByRole('button', { name: /^Share/ })
    .first()
    .waitFor();
});

test('where there is no line the activity is not said to be empty', async () => {
  page = await newPage();
  await openOperatorPages(page, await signUpOperator());
  await page.getByText('Nothing to answer').or(page.getByRole('table')).first().waitFor();
  await context.route(firestore, (route) => route.abort());
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Activity' }).click();
  await waiting('Loading the events').waitFor();
  await context.clock.fastForward(15_000);
  await waiting('Loading the events').waitFor({ state: 'detached' });
  await page.getByRole('alert').filter({ hasText: 'The events can’t be loaded.' }).waitFor();
  expect(await page.getByText('Nothing has happened yet').count()).toBe(0);
});

test('an operator’s pages say so too, and a function is asked again at a press', async () => {
  page = await newPage();
  await openOperatorPages(page, await signUpOperator());
  await page.getByRole('link', { name: 'Ingest' }).click();
  await page.getByText('Open uploads').waitFor();
  const functions = await hold(/readStorage|readConsents/);
  await hold(firestore);
  await page.getByRole('link', { name: 'Usage' }).click();
  await saysLate('Loading the days');
  await waiting('Counting the choices').filter({ hasText: late }).waitFor();
  await page.getByRole('link', { name: 'Storage' }).click();
  await saysLate('Adding up');
  expect(await findings(page)).toEqual([]);
  await look(page, 'late-again');
  await page.getByRole('button', { name: 'Ask again' }).press('Enter');
  await waiting('Adding up').filter({ hasText: 'Asked again.' }).waitFor();
  await functions.letGo();
  await page.getByRole('table', { name: 'Storage by account' }).waitFor();
  expect(await page.locator('main').evaluate((main) => main === document.activeElement)).toBe(true);
});

test('a page for visitors says so in their language', async () => {
  page = await newPage('de-DE');
  // The words of whatever page.
  const words = await hold('**/assets/de-*.js');
  await page.goto(`${web}/rights`);
  await saysLate('Wird geladen', 'Noch keine Antwort: Die Verbindung scheint langsam oder unterbrochen.');
  await words.letGo();
  await page.getByRole('heading', { name: 'Ihre Daten, Ihre Rechte' }).waitFor();
});

test('the page about cookies says where its words do not come', async () => {
  page = await newPage('de-DE');
  await context.route('**/assets/{de,it}-*.js', (route) => route.abort());
  await page.goto(`${web}/cookies`);
  await page.getByRole('alert').filter({ hasText: 'This page can’t be loaded.' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await context.unroute('**/assets/{de,it}-*.js');
  await context.route('**/assets/it-*.js', (route) => route.abort());
  await page.goto(`${web}/cookies`);
  const article = page.getByRole('article');
  await article.getByText('Die App setzt kein eigenes Cookie.').waitFor();
  await article.getByLabel('Sprache').selectOption('it');
  await article.getByRole('alert').filter({ hasText: 'This language can’t be loaded.' }).waitFor();
  expect(await article.getAttribute('lang')).toBe('de');
  await article.getByLabel('Sprache').selectOption('fr');
  await article.getByText('Langue', { exact: true }).waitFor();
  expect(await article.getByRole('alert').count()).toBe(0);
});

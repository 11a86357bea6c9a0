/** A link that tells its owner and is sent by mail, and its page in other languages, in Chromium. */
import { OutboxDocument } from '@pacs/shared/messages';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { launchChromium } from '../support/chromium.ts';
import { watchViolations } from '../support/policy-violations.ts';
import { readDocuments } from '../support/read-documents.ts';
import type { TestUser } from '../support/stack-clients.ts';
import { stackInfo } from '../support/stack.ts';
import { findings, look } from './support/looking.ts';
import { ownerWithStudy, signIn } from './support/owner-with-study.ts';

const { web } = stackInfo().origins;
const files = ctVolume({ slices: 4, size: 128 });
let browser: Browser;
let owner: TestUser;
let page: Page;
let url = '';

async function newPage(options: BrowserContextOptions = {}): Promise<{ view: Page; violations: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const violations = watchViolations(context);
  const view = await context.newPage();
  view.setDefaultTimeout(60_000);
  return { view, violations };
}

beforeAll(async () => {
  owner = await ownerWithStudy(files);
  browser = await launchChromium();
  page = (await newPage({ reducedMotion: 'reduce' })).view;
  await signIn(page, owner);
  await page.getByRole('button', { name: /^Share/ }).click();
});

afterAll(async () => {
  await browser.close();
});

test('a new link is shown with its code, and sent to one address', async () => {
  await page.getByRole('checkbox', { name: 'When it is opened for the first time' }).check({ force: true });
  await look(page, 'share-alerts');
  await page.getByRole('button', { name: 'Make link' }).click();
  url = await page.getByLabel(/^Your link/).inputValue();
  await page.getByRole('img', { name: 'The link as a QR code' }).waitFor();
  // On paper it is one page, however long the list behind it is.
  const lengthen = (height: string) =>
    page.evaluate((value) => {
      document.getElementById('root')?.style.setProperty('min-height', value);
    }, height);
  await lengthen('300cm');
  const paper = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await lengthen('');

  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('One e-mail address').waitFor();
  await page.getByLabel('To', { exact: true }).fill('friend@ward.test');
  await page.getByLabel(/^A few words/).fill('Bis <b>Montag</b>');
  await page.getByRole('button', { name: /Language of the message/ }).click();
  await page.getByRole('option', { name: 'Deutsch' }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('Waiting to be sent.').waitFor();
  expect(await findings(page)).toEqual([]);
  await look(page, 'new-link-mail');

  const [sent, ...more] = await readDocuments('outbox', 'to', 'friend@ward.test');
  expect(more).toEqual([]);
  const { message, replyTo } = OutboxDocument.parse(sent);
  expect(replyTo).toBe(owner.email);
  expect(message.text).toContain(url);
  expect(message.text).toContain('hat eine radiologische Untersuchung mit Ihnen geteilt');
  expect(message.html).toContain('Bis &lt;b&gt;Montag&lt;/b&gt;');
});

test('its page asks in the visitor’s language, opens on a press, and speaks another when asked to', async () => {
  const { view, violations } = await newPage({ locale: 'de-DE' });
  await view.goto(url);
  await view.getByRole('heading', { name: 'Eine Untersuchung wurde mit Ihnen geteilt' }).waitFor();
  await view.getByText('Wer sie geteilt hat, erfährt möglicherweise, dass sie geöffnet wurde.').waitFor();
  expect(await view.title()).toBe('Geteilte Untersuchung');
  expect(await findings(view)).toEqual([]);
  await look(view, 'asks-de');
  await view.getByRole('button', { name: 'Untersuchung öffnen' }).click();
  await view
    .getByRole('img', { name: /^Bild \d von 4$/ })
    .first()
    .waitFor();
  await view.getByText('Nicht zur Primärbefundung').first().waitFor();
  await view.getByRole('toolbar', { name: 'Bildwerkzeuge' }).waitFor();
  await view.getByRole('button', { name: 'Alles ablehnen' }).first().waitFor();
  await look(view, 'viewer-de-banner');
  await view.getByRole('button', { name: 'Alles ablehnen' }).first().click();
  expect(await findings(view)).toEqual([]);
  await look(view, 'viewer-de');

  await view.getByRole('combobox', { name: 'Sprache' }).selectOption('es');
  await view.getByText('No apto para diagnóstico primario').first().waitFor();
  expect(await view.locator('html').getAttribute('lang')).toBe('es');
  await view.getByRole('toolbar', { name: 'Herramientas de imagen' }).waitFor();
  await look(view, 'viewer-es');
  expect(violations).toEqual([]);
});

test('a dead link is plain in the visitor’s language, too', async () => {
  const { view } = await newPage({ locale: 'fr-CA' });
  await view.goto(`${web}/v#nothing`);
  await view.getByRole('heading', { name: 'Ce lien n’est plus valable' }).waitFor();
  await look(view, 'dead-fr');
  await view.context().close();
});

test('its owner is told of the first opening, once, in the app and by mail', async () => {
  await page.goto(`${web}/links`);
  await page.getByRole('link', { name: /^Links.*1 not yet read$/ }).waitFor();
  await page.getByText(/^The link of .* was opened for the first time$/).waitFor();
  expect(await findings(page)).toEqual([]);
  await look(page, 'links-told');
  const mails = (await readDocuments('outbox', 'to', owner.email)).map((one) => OutboxDocument.parse(one));
  expect(mails.map(({ message }) => message.subject)).toEqual(['A viewer link of yours was opened']);
  expect(mails[0]?.message.text).toContain(`${web}/links`);
  await page.getByRole('button', { name: 'Mark as read' }).click();
  await page.getByText('What your links tell you').waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Tell me' }).click();
  await page.getByText('there is nothing left to tell').waitFor();
  expect(await page.getByRole('checkbox').count()).toBe(0);
  expect(await findings(page)).toEqual([]);
  await look(page, 'alerts-dialog');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('This link tells you nothing.').waitFor();
});

/** What leaves a page and what it leaves on the machine, before a choice and after every kind of choice. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { startConsentPage, type Visit } from './consent-page.ts';

interface Tools {
  openPreferences(): Promise<void>;
  track(event: { name: string }): void;
  commands?: string[];
}

// Every test is a visit or two in Chromium.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let site: Awaited<ReturnType<typeof startConsentPage>>;
let visit: Visit;
beforeAll(async () => {
  site = await startConsentPage();
});
afterAll(() => site.close());
afterEach(() => visit.context.close());

const globalPrivacyControl = () => {
  Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { value: true });
};
const noStorage = () => {
  Object.defineProperty(window, 'localStorage', {
    get: () => {
      throw new DOMException('blocked', 'SecurityError');
    },
  });
};

const question = ({ page }: Visit) => page.getByRole('dialog', { name: 'May we count how the app is used?' });
const preferences = ({ page }: Visit) => page.getByRole('dialog', { name: 'Cookie preferences' });
const answer = async (one: Visit, name: 'Accept all' | 'Reject all') => {
  await question(one).getByRole('button', { name }).click();
  await question(one).waitFor({ state: 'hidden' });
};
const answerInPreferences = async (one: Visit, name: 'Accept all' | 'Reject all') => {
  await one.page.evaluate(() => (window as unknown as Tools).openPreferences());
  await preferences(one).getByRole('button', { name }).click();
  await preferences(one).waitFor({ state: 'hidden' });
};
/** As the app counts; and hides the page, which is when a counter sends what it holds. */
const use = (page: Page) =>
  page.evaluate(() => {
    (window as unknown as Tools).track({ name: 'link_created' });
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
/** Answers what is asked for at an address with these words only once it is released. */
async function hold({ context }: Visit, words: string) {
  let ask: () => void = () => undefined;
  let release: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (ask = resolve));
  const released = new Promise<void>((resolve) => (release = resolve));
  await context.route(
    (url) => url.href.includes(words),
    async (route) => {
      ask();
      await released;
      await route.fallback();
    },
  );
  return { asked, release };
}
/** Everything of the page that has begun has had its turn. */
const settled = (page: Page) => page.waitForLoadState('networkidle');

/** Names of all that is kept for this site. */
async function kept({ page, context }: Visit): Promise<string[]> {
  const inPage = await page.evaluate(async () => {
    const keysOf = (storage: 'localStorage' | 'sessionStorage') => {
      try {
        return Object.keys(window[storage]);
      } catch {
        return [];
      }
    };
    const databases = await indexedDB.databases();
    const caught = await caches.keys();
    return [
      ...keysOf('localStorage'),
      ...keysOf('sessionStorage'),
      ...caught,
      ...databases.map(({ name }) => name),
    ];
  });
  const cookies = await context.cookies();
  return [...inPage.map(String), ...cookies.map(({ name }) => name)].sort();
}

const paths = ({ requested }: Visit) =>
  requested.map((url) => new URL(url)).map(({ host, pathname }) => host + pathname);
const atGoogle = (one: Visit) => paths(one).filter((path) => path.includes('google'));
const counts = (one: Visit) => one.bodies('/api/count');
const code = (one: Visit, name: string) => paths(one).filter((path) => path.includes(name));

test('before a choice only the question is fetched; after a no the choice is kept and recorded, and that is all', async () => {
  visit = await site.visit();
  await question(visit).waitFor();
  await use(visit.page);
  await settled(visit.page);
  expect(paths(visit).filter((path) => !/\/assets\/(?:banner|en)-/.test(path))).toEqual([]);
  expect(await kept(visit)).toEqual([]);
  await answer(visit, 'Reject all');
  await expect.poll(() => visit.bodies('/api/consent')).toHaveLength(1);
  await use(visit.page);
  await visit.page.reload();
  await use(visit.page);
  await settled(visit.page);
  expect(counts(visit)).toEqual([]);
  expect(atGoogle(visit)).toEqual([]);
  expect(code(visit, 'usage-sink')).toEqual([]);
  expect(await kept(visit)).toEqual(['tracking-consent']);
  // Sent once: the page that was loaded again found it recorded.
  expect(visit.bodies('/api/consent')).toEqual([
    expect.objectContaining({ analytics: false, advertising: false, underSignal: false, language: 'en' }),
  ]);
});

describe('after a yes', () => {
  test('all is denied first, then analytics alone allowed; taking it back stops the page and leaves nothing', async () => {
    visit = await site.visit();
    await answer(visit, 'Accept all');
    await use(visit.page);
    await expect.poll(() => atGoogle(visit).some((path) => path.endsWith('/g/collect'))).toBe(true);
    await expect.poll(() => counts(visit)).toEqual([{ events: [{ name: 'link_created' }] }]);
    const commands = await visit.page.evaluate(() => (window as unknown as Tools).commands ?? []);
    const consents = commands
      .map((one) => JSON.parse(one) as unknown[])
      .filter(([name]) => name === 'consent');
    expect(consents).toEqual([
      [
        'consent',
        'default',
        {
          analytics_storage: 'denied',
          ad_storage: 'denied',
          ad_user_data: 'denied',
          ad_personalization: 'denied',
        },
      ],
      ['consent', 'update', { analytics_storage: 'granted' }],
    ]);
    expect(commands.findIndex((one) => one.startsWith('["config"'))).toBeGreaterThan(
      commands.findIndex((one) => one.includes('granted')),
    );
    expect(await kept(visit)).toContain('_ga');
    await answerInPreferences(visit, 'Reject all');
    await expect.poll(() => kept(visit)).not.toContain('_ga');
    await expect
      .poll(() => visit.bodies('/api/consent').map(({ analytics }) => analytics))
      .toEqual([true, false]);
    visit.requested.length = 0;
    await use(visit.page);
    await visit.page.reload();
    await use(visit.page);
    await settled(visit.page);
    expect(paths(visit).filter((path) => !path.endsWith('/api/consent'))).toEqual([]);
    await expect.poll(() => kept(visit)).toEqual(['tracking-consent']);
  });

  test('taking it back while the provider’s code is on its way means that it is never begun', async () => {
    visit = await site.visit();
    const held = await hold(visit, '/assets/firebase-analytics-');
    await answer(visit, 'Accept all');
    await held.asked;
    await answerInPreferences(visit, 'Reject all');
    held.release();
    await settled(visit.page);
    expect(atGoogle(visit)).toEqual([]);
    expect(await kept(visit)).toEqual(['tracking-consent']);
  });

  test('taking it back while the provider’s server has not answered keeps its tag out; a yes lets it in', async () => {
    visit = await site.visit();
    const held = await hold(visit, 'webConfig');
    await answer(visit, 'Accept all');
    await held.asked;
    await answerInPreferences(visit, 'Reject all');
    held.release();
    await settled(visit.page);
    await use(visit.page);
    await settled(visit.page);
    expect(code(visit, '/gtag/js')).toEqual([]);
    expect(counts(visit)).toEqual([]);
    await visit.page.reload();
    await expect.poll(() => kept(visit)).toEqual(['tracking-consent']);
    await answerInPreferences(visit, 'Accept all');
    await use(visit.page);
    await expect.poll(() => atGoogle(visit).some((path) => path.endsWith('/g/collect'))).toBe(true);
  });

  test('a provider that fails leaves the page and its own count alone', async () => {
    visit = await site.visit({ provider: 'fails' });
    const failures: Error[] = [];
    visit.page.on('pageerror', (error) => failures.push(error));
    await answer(visit, 'Accept all');
    await use(visit.page);
    await expect.poll(() => counts(visit)).toHaveLength(1);
    await settled(visit.page);
    expect(failures).toEqual([]);
  });
});

describe('Global Privacy Control', () => {
  test('is a no: nobody is asked, nothing sent, nothing kept', async () => {
    visit = await site.visit({ before: globalPrivacyControl });
    await use(visit.page);
    await settled(visit.page);
    expect(paths(visit)).toEqual([]);
    expect(await question(visit).count()).toBe(0);
    expect(await kept(visit)).toEqual([]);
  });

  test('gives way to a choice that is made under it', async () => {
    visit = await site.visit({ before: globalPrivacyControl });
    await answerInPreferences(visit, 'Accept all');
    await expect
      .poll(() => visit.bodies('/api/consent'))
      .toEqual([expect.objectContaining({ analytics: true, underSignal: true })]);
    await visit.page.reload();
    await use(visit.page);
    await expect.poll(() => counts(visit)).toHaveLength(1);
  });

  test('ends a yes from before it was switched on', async () => {
    visit = await site.visit();
    await answer(visit, 'Accept all');
    await expect.poll(() => visit.bodies('/api/consent')).toHaveLength(1);
    await visit.context.addInitScript(globalPrivacyControl);
    await visit.page.reload();
    await settled(visit.page);
    visit.requested.length = 0;
    await use(visit.page);
    await settled(visit.page);
    expect(paths(visit)).toEqual([]);
    expect(await kept(visit)).not.toContain('tracking-consent');
  });
});

describe('where the browser keeps nothing', () => {
  test('the choice counts for the page, and the next one asks again', async () => {
    visit = await site.visit({ before: noStorage });
    await question(visit).waitFor();
    await use(visit.page);
    expect(counts(visit)).toEqual([]);
    await answer(visit, 'Accept all');
    await use(visit.page);
    await expect.poll(() => counts(visit)).toHaveLength(1);
    await visit.page.reload();
    await question(visit).waitFor();
  });
});

test('the question is asked in the language of the browser, and says so to what reads it aloud', async () => {
  visit = await site.visit({ locale: 'it-CH' });
  const asked = visit.page.getByRole('dialog', { name: 'Possiamo contare come viene usata l’app?' });
  await asked.waitFor();
  expect(await asked.evaluate((dialog) => dialog.closest('[lang]')?.getAttribute('lang'))).toBe('it');
  await asked.getByRole('button', { name: 'Rifiuta tutto' }).click();
  await expect
    .poll(() => visit.bodies('/api/consent'))
    .toEqual([expect.objectContaining({ language: 'it' })]);
});

test('a no in another tab ends the counting here at once, and a choice that was cleared by hand is asked for', async () => {
  visit = await site.visit();
  await answer(visit, 'Accept all');
  await use(visit.page);
  await expect.poll(() => counts(visit)).toHaveLength(1);
  const other = { ...visit, page: await visit.context.newPage() };
  await other.page.goto(site.origin);
  await answerInPreferences(other, 'Reject all');
  // Seen here without a look at the page: what the provider set goes with the choice.
  await expect
    .poll(() => visit.page.evaluate(() => Boolean(Reflect.get(window, 'ga-disable-G-DEMO'))))
    .toBe(true);
  visit.requested.length = 0;
  await use(visit.page);
  await settled(visit.page);
  expect(counts(visit)).toHaveLength(1);
  expect(atGoogle(visit)).toEqual([]);
  await visit.page.evaluate(() => {
    localStorage.clear();
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await question(visit).waitFor();
});

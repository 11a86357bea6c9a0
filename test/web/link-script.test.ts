/** The script in link.html that asks for the study before any module is there, run as it stands. */
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test, vi } from 'vitest';
import { chooseLanguage, startSpeaking } from '../../web/src/link/language.ts';
import { keepForReload } from '../../web/src/link/link-opening.ts';

const page = readFileSync(new URL('../../web/link.html', import.meta.url), 'utf8');
const [, script = ''] = /<script>([^]*?)<\/script>/.exec(page) ?? [];

const blocked = {
  getItem: () => {
    throw new DOMException('denied', 'SecurityError');
  },
  setItem: () => {
    throw new DOMException('denied', 'SecurityError');
  },
};
const keeping = (text: string | null) => ({ getItem: () => text });

/** What it did, in order. */
function run(hash: string, tab: { visited?: boolean; storage?: object } = {}) {
  const done: string[] = [];
  const asked: unknown[] = [];
  const window: Record<string, unknown> = {};
  const fetch = (address: string, { body, referrerPolicy }: { body: string; referrerPolicy: string }) => {
    done.push(`${address} ${referrerPolicy}`);
    asked.push(JSON.parse(body));
    return 'answer';
  };
  const replaceState = (_state: unknown, _title: string, address: string) => {
    done.push(`address ${address}`);
  };
  runInNewContext(script, {
    window,
    fetch,
    location: { hash, pathname: '/v' },
    history: { length: tab.visited === true ? 2 : 1, replaceState },
    sessionStorage: tab.storage ?? keeping(null),
    JSON,
  });
  return { done, asked, window };
}

const request = '/api/link/open no-referrer';

test('the token leaves the address before anything is asked, and goes in the body alone', () => {
  const { done, asked, window } = run('#secret');
  expect(done).toEqual(['address /v', request]);
  expect(asked).toEqual([{ token: 'secret' }]);
  expect(window).toEqual({ linkAsked: { token: 'secret' }, linkOpening: 'answer' });
});

test('the page is in no index, and tells nobody where it was', () => {
  const head = page.slice(0, page.indexOf('<script>'));
  expect(head).toContain('<meta name="robots" content="noindex, nofollow" />');
  expect(head).toContain('<meta name="referrer" content="no-referrer" />');
  expect(readFileSync(new URL('../../web/public/robots.txt', import.meta.url), 'utf8')).toContain(
    'Disallow: /v\n',
  );
  expect(page).not.toContain('manifest');
});

test('a tab that had a session goes on with it, by itself or beside another token', () => {
  const storage = keeping('{"linkId":"id","session":"kept"}');
  expect(run('', { storage })).toMatchObject({
    done: [request],
    asked: [{ linkId: 'id', session: 'kept' }],
  });
  expect(run('#other', { storage, visited: true }).asked).toEqual([{ token: 'other', session: 'kept' }]);
});

test('without token and session nothing is asked', () => {
  expect(run('')).toMatchObject({ done: [], window: { linkAsked: null } });
});

test.each([
  ['a browser that keeps nothing', blocked],
  ['a session that cannot be read', keeping('{"linkId":')],
])('%s opens a link all the same, and its token leaves the address', (_what, storage) => {
  const { done, asked } = run('#secret', { visited: true, storage });
  expect(done).toEqual(['address /v', request]);
  expect(asked).toEqual([{ token: 'secret' }]);
  expect(run('', { storage }).done).toEqual([]);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test('where a browser keeps nothing, the page speaks its language and says that a reload will not work', async () => {
  vi.stubGlobal('sessionStorage', blocked);
  vi.stubGlobal('navigator', { languages: ['en'] });
  vi.stubGlobal('document', { documentElement: { lang: '' } });
  expect(keepForReload({ token: 'secret' })).toBe(false);
  chooseLanguage('de');
  await startSpeaking();
  expect(document.documentElement.lang).toBe('en');
});

/** A page with consent and nothing else, bundled as it is shipped but without the stack; and all that it asks for. */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { root } from '../../tools/stack/directories.ts';
import { launchChromium } from '../support/chromium.ts';

const source = `
import { openPreferences, startConsent } from './src/consent/start.ts';
import { track } from './src/usage/track.ts';
Object.assign(window, { openPreferences, track });
void startConsent();`;

/** Google's tag, as far as it matters here: obeys its switch, sets a cookie where it may, and sends events. */
const tag = `
const allowed = {};
const id = new URL(document.currentScript.src).searchParams.get('id');
const take = (queued) => {
  const [command, name, values] = queued;
  window.commands = [...(window.commands ?? []), JSON.stringify([command, name, values])];
  if (command === 'consent') Object.assign(allowed, values);
  if (command !== 'event' || window['ga-disable-' + id] || allowed.analytics_storage !== 'granted') return;
  document.cookie = '_ga=GA1.1.1;path=/';
  void fetch('https://region1.google-analytics.com/g/collect?en=' + name, { mode: 'no-cors', method: 'POST' });
};
for (const queued of dataLayer) take(queued);
dataLayer.push = (queued) => take(queued);`;

const environment = {
  VITE_FIREBASE_CONFIG: JSON.stringify({
    apiKey: 'AIza-demo',
    projectId: 'demo',
    appId: '1:1:web:1',
    measurementId: 'G-DEMO',
  }),
};

async function bundle(): Promise<Map<string, Uint8Array>> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: join(root, 'web'), loader: 'ts' },
    bundle: true,
    write: false,
    splitting: true,
    format: 'esm',
    outdir: '/assets',
    entryNames: 'page',
    chunkNames: '[name]-[hash]',
    define: { 'import.meta.env': JSON.stringify(environment) },
    logLevel: 'error',
  });
  return new Map(outputFiles.map(({ path, contents }) => [path, contents]));
}

export interface Visit {
  page: Page;
  context: BrowserContext;
  /** Addresses without the page's own first files, in order. */
  requested: string[];
  /** Bodies that were sent to this path of the site. */
  bodies(path: string): Record<string, unknown>[];
}

export type Provider = 'answers' | 'fails';

export async function startConsentPage() {
  const files = await bundle();
  const server = createServer(({ url = '/', method }, response) => {
    const file = files.get(url);
    if (method === 'POST') response.writeHead(204).end();
    else if (file !== undefined)
      response
        .writeHead(200, { 'content-type': url.endsWith('.css') ? 'text/css' : 'text/javascript' })
        .end(file);
    else
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(
          '<!doctype html><html lang=en><title>Consent</title><script type=module src=/assets/page.js></script>',
        );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const origin = `http://127.0.0.1:${String(address.port)}`;
  const browser = await launchChromium();
  const firstFiles = new Set([`${origin}/`, `${origin}/assets/page.js`, `${origin}/favicon.ico`]);

  const visit = async (
    options: BrowserContextOptions & { provider?: Provider; before?: () => void } = {},
  ): Promise<Visit> => {
    const { provider = 'answers', before, ...more } = options;
    const context = await browser.newContext(more);
    const requested: string[] = [];
    const posted: { path: string; body: Record<string, unknown> }[] = [];
    context.on('request', (request) => {
      const url = request.url();
      // What is imported by the page's own file is as much of it as the file.
      if (!firstFiles.has(url) && !url.includes('/assets/chunk-')) requested.push(url);
      if (request.method() === 'POST' && url.startsWith(origin))
        posted.push({ path: new URL(url).pathname, body: request.postDataJSON() as Record<string, unknown> });
    });
    await context.route(/^https:/, async (route) => {
      const url = route.request().url();
      if (provider === 'fails') return route.abort();
      if (url.includes('/gtag/js')) return route.fulfill({ contentType: 'text/javascript', body: tag });
      const body = url.includes('firebaseinstallations')
        ? {
            fid: 'cAAAAAAAAAAAAAAAAAAAAA',
            refreshToken: 'r',
            authToken: { token: 't', expiresIn: '604800s' },
          }
        : { measurementId: 'G-DEMO', appId: '1:1:web:1' };
      return route.fulfill({ json: body, headers: { 'access-control-allow-origin': '*' } });
    });
    if (before !== undefined) await context.addInitScript(before);
    const page = await context.newPage();
    await page.goto(origin);
    return {
      page,
      context,
      requested,
      bodies: (path) => posted.filter((one) => one.path === path).map(({ body }) => body),
    };
  };

  return {
    origin,
    visit,
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

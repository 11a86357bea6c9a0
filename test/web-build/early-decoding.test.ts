import type { IndexHtmlTransformContext, Plugin } from 'vite';
import { expect, test } from 'vitest';
import { earlyDecoding } from '../../web/build/early-decoding.ts';

const page = '<head><!-- early decoding --></head>';

function transform(html: string, bundle: Record<string, unknown> | undefined, env = {}): unknown {
  const plugin = earlyDecoding();
  const { configResolved } = plugin as unknown as { configResolved: (config: { env: object }) => void };
  configResolved({ env });
  const hook: Plugin['transformIndexHtml'] = plugin.transformIndexHtml;
  if (typeof hook !== 'object') throw new Error('no hook');
  return hook.handler.call({} as never, html, { bundle } as unknown as IndexHtmlTransformContext);
}

const chunk = (module: string, fileName: string, imports: string[] = [], styles: string[] = []) => ({
  type: 'chunk',
  fileName,
  imports,
  moduleIds: [module],
  viteMetadata: { importedCss: new Set(styles) },
});

const built = {
  'assets/decode.worker-abc.js': {},
  'assets/openjphjs-abc.js': {},
  'assets/openjphjs-def.wasm': {},
  'assets/link-1.js': chunk('/web/src/link/main.ts', 'assets/link-1.js', [], ['assets/link-1.css']),
  'assets/viewer-2.js': chunk(
    '/web/src/link/viewer.tsx',
    'assets/viewer-2.js',
    ['assets/runtime-3.js', 'assets/link-1.js'],
    ['assets/link-1.css', 'assets/viewer-2.css'],
  ),
};

test('the page starts the worker and compiles the codec that this build made', () => {
  const made = transform(page, built);
  expect(made).toContain("new Worker('/assets/decode.worker-abc.js', { type: 'module'");
  expect(made).toContain("fetch('/assets/openjphjs-def.wasm')");
});

test('the page knows what the viewer is made of beyond what it has already', () => {
  const template = /<template id="viewer-code">(.*)<\/template>/.exec(String(transform(page, built)))?.[1];
  expect(template?.match(/href="[^"]+"/g)).toEqual([
    'href="/assets/viewer-2.js"',
    'href="/assets/runtime-3.js"',
    'href="/assets/viewer-2.css"',
  ]);
});

test('the line to the studies is opened before their addresses are known', () => {
  expect(transform(page, built)).toContain(
    '<link rel="preconnect" crossorigin href="https://storage.googleapis.com">',
  );
  const own = { VITE_STUDIES_URL: 'http://127.0.0.1:9/bucket/' };
  expect(transform(page, built, own)).toContain('href="http://127.0.0.1:9">');
});

test('a build without a decoder or viewer fails; the dev server and other pages are left alone', () => {
  expect(() => transform(page, { 'assets/link.js': {} })).toThrow('early decoding');
  expect(() => transform(page, { ...built, 'assets/viewer-2.js': {} })).toThrow('no viewer');
  expect(transform(page, undefined)).toBe(page);
  expect(transform('<head></head>', {})).toBe('<head></head>');
});

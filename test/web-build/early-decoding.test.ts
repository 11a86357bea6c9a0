import type { IndexHtmlTransformContext } from 'vite';
import { expect, test } from 'vitest';
import { earlyDecoding } from '../../web/build/early-decoding.ts';

const page = '<head><!-- early decoding --></head>';

function transform(html: string, bundle: Record<string, unknown> | undefined): unknown {
  const hook = earlyDecoding.transformIndexHtml;
  if (typeof hook !== 'object') throw new Error('no hook');
  return hook.handler.call({} as never, html, { bundle } as unknown as IndexHtmlTransformContext);
}

test('the page starts the worker and compiles the codec that this build made', () => {
  const made = transform(page, {
    'assets/decode.worker-abc.js': {},
    'assets/openjphjs-abc.js': {},
    'assets/openjphjs-def.wasm': {},
  });
  expect(made).toContain("new Worker('/assets/decode.worker-abc.js', { type: 'module'");
  expect(made).toContain("fetch('/assets/openjphjs-def.wasm')");
});

test('a build without a decoder fails; the dev server and other pages are left alone', () => {
  expect(() => transform(page, { 'assets/link.js': {} })).toThrow('early decoding');
  expect(transform(page, undefined)).toBe(page);
  expect(transform('<head></head>', {})).toBe('<head></head>');
});

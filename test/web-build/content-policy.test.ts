import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { transformWithOxc } from 'vite';
import { expect, test } from 'vitest';
import { contentPolicy } from '../../web/build/content-policy.ts';

const production = {
  VITE_FIREBASE_CONFIG: JSON.stringify({ projectId: 'clinic', authDomain: 'clinic.firebaseapp.com' }),
  VITE_STUDIES_URL: 'https://storage.googleapis.com/clinic-studies/',
};
const nothingInline = { scripts: [], styles: [] };

function directives(policy: string): Record<string, string[]> {
  return Object.fromEntries(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );
}

test('the page of a link may talk to its own site and the studies bucket, and to nobody else', () => {
  const policy = directives(contentPolicy('link', production, nothingInline));
  expect(policy['connect-src']).toEqual(["'self'", 'https://storage.googleapis.com/clinic-studies/']);
  expect(policy['default-src']).toEqual(["'none'"]);
  expect(policy['frame-src']).toEqual(["'none'"]);
  expect(policy['script-src']).toEqual(["'self'", "'wasm-unsafe-eval'"]);
  expect(policy['trusted-types']).toEqual(['default']);
});

test('inline code is allowed by its hash alone', () => {
  const inline = { scripts: ['start()'], styles: ['p { color: red }'] };
  const policy = directives(contentPolicy('link', production, inline));
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  expect(policy['script-src']).toContain(hash('start()'));
  expect(policy['style-src']).toContain(hash('p { color: red }'));
  for (const page of ['link', 'app'] as const)
    expect(contentPolicy(page, production, inline)).not.toMatch(
      /'unsafe-(?:inline|eval)'|(?:^| )\*(?: |;|$)/,
    );
});

test('the app may reach the services of its own project, and sign-in’s loader and frame', () => {
  const policy = directives(contentPolicy('app', production, nothingInline));
  expect(policy['connect-src']).toEqual([
    "'self'",
    'https://storage.googleapis.com/clinic-studies/',
    'https://firebasestorage.googleapis.com',
    'https://identitytoolkit.googleapis.com',
    'https://securetoken.googleapis.com',
    'https://firestore.googleapis.com',
    'https://europe-west1-clinic.cloudfunctions.net',
  ]);
  expect(policy['frame-src']).toEqual(['https://clinic.firebaseapp.com']);
  expect(policy['script-src']).toContain('https://apis.google.com');
});

test('hosts of Google Analytics are allowed only where the operator uses it', () => {
  const firebase = { projectId: 'clinic', measurementId: 'G-1' };
  const measured = contentPolicy('link', { VITE_FIREBASE_CONFIG: JSON.stringify(firebase) }, nothingInline);
  expect(measured).toContain('https://www.googletagmanager.com');
  expect(measured).toContain('firebase-js-sdk-policy');
  expect(contentPolicy('link', production, nothingInline)).not.toContain('google-analytics');
});

test('an address of the build that is none fails it', () => {
  expect(() => contentPolicy('link', { VITE_STUDIES_URL: 'studies' }, nothingInline)).toThrow();
});

interface Rules {
  createScriptURL: (text: string) => string;
  createHTML: (text: string) => string;
}

async function rules(): Promise<Rules> {
  const source = new URL('../../web/src/security/trusted-types.ts', import.meta.url);
  const { code } = await transformWithOxc(readFileSync(source, 'utf8'), source.pathname);
  let made: Rules | undefined;
  const trustedTypes = {
    createPolicy: (name: string, given: Rules) => {
      expect(name).toBe('default');
      made = given;
    },
  };
  const location = { origin: 'https://pacs.example' };
  runInContext(code, createContext({ window: { trustedTypes }, location, URL, TypeError }));
  if (made === undefined) throw new Error('no policy was made');
  return made;
}

test('scripts and workers come from this site’s own files', async () => {
  const { createScriptURL } = await rules();
  expect(createScriptURL('/assets/decode.worker-a_B1-2.js')).toBe(
    'https://pacs.example/assets/decode.worker-a_B1-2.js',
  );
  expect(createScriptURL('/service-worker.js')).toBe('https://pacs.example/service-worker.js');
  expect(createScriptURL('https://apis.google.com/js/api.js?onload=x')).toContain('onload=x');
  for (const address of [
    'https://evil.example/assets/a.js',
    '//evil.example/assets/a.js',
    '/assets/../api/count.js',
    '/assets/a/b.js',
    'data:text/javascript,alert(1)',
    'blob:https://pacs.example/1',
    'https://apis.google.com/js/other.js',
  ])
    expect(() => createScriptURL(address), address).toThrow();
});

test('markup is text, links within the site and drawings; nothing that runs', async () => {
  const { createHTML } = await rules();
  for (const text of [
    'We would like to count',
    '<a href="/privacy">Privacy policy</a><a href="/cookies">Cookies</a>',
    '<svg viewBox="0 0 24 24" stroke-width="3"><path d="M19.5 4.5l-15 15"/></svg>',
  ])
    expect(createHTML(text)).toBe(text);
  for (const text of [
    '<img src=x onerror=alert(1)>',
    '<svg onload="alert(1)">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="//evil.example">x</a>',
    '<a href="/x" onclick="alert(1)">x</a>',
    '<script>alert(1)</script>',
    '<path d="M0 0"><style>',
  ])
    expect(() => createHTML(text), text).toThrow();
});

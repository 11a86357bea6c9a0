/**
 * Writes the Content Security Policy into both pages as they are built: hashes of what is inline, and the hosts that
 * this build was configured for. frame-ancestors cannot stand in a page and is a header (firebase.json).
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { transformWithOxc, type Plugin } from 'vite';
import { z } from 'zod';

const trustedTypes = new URL('../src/security/trusted-types.ts', import.meta.url);

const json = z.string().transform((text): unknown => JSON.parse(text));
const Environment = z.object({
  VITE_FIREBASE_CONFIG: json
    .pipe(
      z.object({
        projectId: z.string(),
        authDomain: z.string().optional(),
        measurementId: z.string().optional(),
      }),
    )
    .optional(),
  VITE_REGION: z.string().default('europe-west1'),
  VITE_UPLOAD_ORIGIN: z.url().default('https://firebasestorage.googleapis.com'),
  /** Where signed URLs lead: Cloud Storage and the studies bucket, with a slash at the end. */
  VITE_STUDIES_URL: z.url().default('https://storage.googleapis.com/'),
  VITE_EMULATORS: json
    .pipe(z.object({ auth: z.url(), firestore: z.string(), functions: z.string() }))
    .optional(),
});
type Environment = z.infer<typeof Environment>;

/** The one style element that react-aria makes; its text is in usePress. */
const pressableStyle = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

/** What Google Analytics asks for, allowed only where the operator has configured it; it runs after a yes alone. */
const analytics = {
  script: ['https://www.googletagmanager.com'],
  connect: [
    'https://www.googletagmanager.com',
    'https://*.google-analytics.com',
    'https://firebase.googleapis.com',
    'https://firebaseinstallations.googleapis.com',
  ],
};

function firebaseHosts(environment: Environment): string[] {
  const { VITE_EMULATORS: emulators, VITE_FIREBASE_CONFIG: firebase } = environment;
  if (emulators) return [emulators.auth, `http://${emulators.firestore}`, `http://${emulators.functions}`];
  return [
    'https://identitytoolkit.googleapis.com',
    'https://securetoken.googleapis.com',
    'https://firestore.googleapis.com',
    ...(firebase ? [`https://${environment.VITE_REGION}-${firebase.projectId}.cloudfunctions.net`] : []),
  ];
}

/** Directives of the page with this inline code; `page` is what a link opens or the app. */
export function contentPolicy(
  page: 'link' | 'app',
  environment: unknown,
  inline: { scripts: readonly string[]; styles: readonly string[] },
): string {
  const known = Environment.parse(environment);
  const { VITE_FIREBASE_CONFIG: firebase, VITE_EMULATORS: emulators } = known;
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const isApp = page === 'app';
  const counts = firebase?.measurementId === undefined ? undefined : analytics;
  const signIn = isApp && firebase?.authDomain !== undefined ? `https://${firebase.authDomain}` : undefined;
  const directives: Record<string, readonly (string | undefined)[]> = {
    'default-src': ["'none'"],
    'script-src': [
      "'self'",
      "'wasm-unsafe-eval'",
      ...inline.scripts.map(hash),
      signIn && 'https://apis.google.com',
      ...(counts?.script ?? []),
    ],
    'style-src': ["'self'", pressableStyle, ...inline.styles.map(hash)],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'media-src': ['blob:'],
    'connect-src': [
      "'self'",
      known.VITE_STUDIES_URL,
      ...(isApp ? [known.VITE_UPLOAD_ORIGIN, ...firebaseHosts(known)] : []),
      ...(counts?.connect ?? []),
    ],
    'worker-src': ["'self'"],
    'manifest-src': isApp ? ["'self'"] : ["'none'"],
    'frame-src': [signIn ?? (isApp ? emulators?.auth : undefined) ?? "'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'require-trusted-types-for': ["'script'"],
    'trusted-types': ['default', counts && 'firebase-js-sdk-policy', signIn && 'gapi#gapi goog#html'],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.filter((source) => source !== undefined).join(' ')}`)
    .join('; ');
}

const inlineOf = (html: string, tag: 'script' | 'style'): string[] =>
  [...html.matchAll(new RegExp(`<${tag}(?![^>]* src=)[^>]*>([\\s\\S]*?)</${tag}>`, 'g'))].map(
    ([, text]) => text ?? '',
  );

/** Last of the plugins: what comes after it would not be hashed. Not in `npm run dev`, whose own scripts are inline. */
export function contentSecurity(): Plugin {
  let environment: unknown;
  return {
    name: 'content-security',
    apply: 'build',
    configResolved({ env }) {
      environment = env;
    },
    transformIndexHtml: {
      order: 'post',
      async handler(html, { filename }) {
        const source = readFileSync(trustedTypes, 'utf8');
        const { code } = await transformWithOxc(source, trustedTypes.pathname);
        const page = filename.endsWith('link.html') ? 'link' : 'app';
        const script = `<script>${code}</script>`;
        const inline = script + html;
        const policy = contentPolicy(page, environment, {
          scripts: inlineOf(inline, 'script'),
          styles: inlineOf(inline, 'style'),
        });
        const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}" />`;
        const first = '<meta charset="utf-8" />';
        if (!html.includes(first)) throw new Error(`content security: ${filename} has no ${first}`);
        return html.replace(first, () => `${first}${meta}${script}`);
      },
    },
  };
}

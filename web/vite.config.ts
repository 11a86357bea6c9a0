import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { codeBudget } from './build/code-budget.ts';
import { contentSecurity } from './build/content-policy.ts';
import { earlyDecoding } from './build/early-decoding.ts';
import { offlineShell } from './build/offline-shell.ts';
import { operatorConfig } from './build/operator-config.ts';
import { securityTxt } from './build/security-txt.ts';
import { viewerChunk } from './build/viewer-chunk.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Hosting rewrites `/v` to link.html (firebase.json); the dev and preview servers do the same. */
const linkPage: Plugin = {
  name: 'link-page',
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      if (request.url === '/v' || request.url?.startsWith('/v?') === true) request.url = '/link.html';
      next();
    });
  },
};

/**
 * Two pages: the app (index.html) and the one a viewer link opens (link.html). They are built apart, each in as few
 * files as it can be: what they shared would come in a dozen chunks, a connection each.
 * `PACS_WEB_OUT_DIR` (or --outDir) moves the output; `PACS_API_ORIGIN` names the Hosting origin behind `npm run dev`.
 */
export default defineConfig({
  root: here('.'),
  plugins: [
    react(),
    linkPage,
    earlyDecoding(),
    codeBudget,
    offlineShell,
    contentSecurity(),
    operatorConfig(),
    securityTxt(),
  ],
  worker: { format: 'es' },
  server: {
    strictPort: true,
    proxy: { '/api': { target: process.env['PACS_API_ORIGIN'] ?? 'http://127.0.0.1:5000' } },
  },
  build: {
    outDir: process.env['PACS_WEB_OUT_DIR'] ?? here('dist'),
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy allows no data: scripts, workers or wasm.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  builder: {},
  environments: {
    client: {
      build: {
        rolldownOptions: {
          input: here('index.html'),
          // zod-jitless.ts has to run before any schema is made: it lies in zod's own chunk.
          output: { codeSplitting: { groups: [{ name: 'zod', test: /[\\/]zod(?:[\\/]|-jitless)/ }] } },
        },
      },
    },
    link: {
      consumer: 'client',
      build: {
        emptyOutDir: false,
        copyPublicDir: false,
        rolldownOptions: { input: here('link.html'), output: { codeSplitting: viewerChunk() } },
      },
    },
  },
});

/**
 * What link.html has on its way before any of the page's modules: its comment `early decoding` becomes a script that
 * starts the first worker and compiles HTJ2K, by the names that they have in this build; the line to the studies is
 * opened; and what the viewer's code consists of is written down, for link/main.ts to have it fetched while the first
 * picture is decoded.
 */
import type { IndexHtmlTransformContext, Plugin, Rolldown } from 'vite';

const place = '<!-- early decoding -->';
type Bundle = NonNullable<IndexHtmlTransformContext['bundle']>;

/**
 * `onerror`: a worker whose script did not come is forgotten, and the pool starts its own. The first date in words costs
 * up to a tenth of a second: it is spent while the answer is on its way, and not before the picture.
 */
const script = (worker: string, wasm: string): string => `<script>
      (() => {
        const worker = new Worker('${worker}', { type: 'module', name: 'decode' });
        const early = { worker, htj2k: WebAssembly.compileStreaming(fetch('${wasm}')) };
        worker.onerror = () => (early.worker = undefined);
        window.earlyDecoding = early;
        setTimeout(() => new Date().toLocaleString(undefined, { month: 'short', hour: '2-digit' }));
      })();
    </script>`;

/** Of link/viewer.tsx: the chunk, what it imports at once, and their styles. */
function viewerFiles(bundle: Bundle): string[] {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const chunkOf = (file: string) => chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(file)));
  const viewer = chunkOf('/link/viewer.tsx');
  if (viewer === undefined) throw new Error('early decoding: there is no viewer');
  const entry = chunkOf('/link/main.ts');
  const styles = (chunk: Rolldown.OutputChunk | undefined) => [...(chunk?.viteMetadata?.importedCss ?? [])];
  const here = new Set([entry?.fileName, ...(entry?.imports ?? []), ...styles(entry)]);
  return [viewer.fileName, ...viewer.imports, ...styles(viewer)].filter((name) => !here.has(name));
}

const preload = (name: string): string =>
  name.endsWith('.css')
    ? `<link rel="preload" as="style" crossorigin href="/${name}">`
    : `<link rel="modulepreload" crossorigin href="/${name}">`;

export function earlyDecoding(): Plugin {
  let studies = '';
  return {
    name: 'early-decoding',
    configResolved({ env }) {
      studies = new URL(String(env['VITE_STUDIES_URL'] ?? 'https://storage.googleapis.com/')).origin;
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        if (bundle === undefined || !html.includes(place)) return html;
        const address = (pattern: RegExp): string => {
          const file = Object.keys(bundle).find((name) => pattern.test(name));
          if (file === undefined) throw new Error(`early decoding: nothing built is ${String(pattern)}`);
          return `/${file}`;
        };
        const worker = address(/\bdecode\.worker-.*\.js$/);
        const wasm = address(/\bopenjphjs-.*\.wasm$/);
        const later = viewerFiles(bundle).map(preload).join('');
        return html.replace(
          place,
          `${script(worker, wasm)}
    <link rel="preconnect" crossorigin href="${studies}">
    <template id="viewer-code">${later}</template>`,
        );
      },
    },
  };
}

/**
 * A decoder on its way before any of the page's modules: link.html's comment `early decoding` becomes a script that
 * starts the first worker and compiles HTJ2K, by the names that they have in this build.
 */
import type { Plugin } from 'vite';

const place = '<!-- early decoding -->';

/** `onerror`: a worker whose script did not come is forgotten, and the pool starts its own. */
const script = (worker: string, wasm: string): string => `<script>
      (() => {
        const worker = new Worker('${worker}', { type: 'module', name: 'decode' });
        const early = { worker, htj2k: WebAssembly.compileStreaming(fetch('${wasm}')) };
        worker.onerror = () => (early.worker = undefined);
        window.earlyDecoding = early;
      })();
    </script>`;

export const earlyDecoding: Plugin = {
  name: 'early-decoding',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle }) {
      if (bundle === undefined || !html.includes(place)) return html;
      const address = (pattern: RegExp): string => {
        const file = Object.keys(bundle).find((name) => pattern.test(name));
        if (file === undefined) throw new Error(`early decoding: nothing built is ${String(pattern)}`);
        return `/${file}`;
      };
      return html.replace(
        place,
        script(address(/\bdecode\.worker-.*\.js$/), address(/\bopenjphjs-.*\.wasm$/)),
      );
    },
  },
};

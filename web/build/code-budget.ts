/** Fails the build where the link page grows: what comes before its first image must come fast. */
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/**
 * Gzip, of the page, its scripts and styles and the decoder's worker. A codec's WebAssembly comes with its syntax and
 * is not counted.
 */
const maxBytes = 250 * 1024;

export const codeBudget: Plugin = {
  name: 'code-budget',
  applyToEnvironment: ({ name }) => name === 'link',
  writeBundle(_options, bundle) {
    const entry = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry);
    if (entry?.type !== 'chunk') throw new Error('code budget: no entry');
    const first = new Set([entry.fileName, ...entry.imports]);
    for (const name of Object.keys(bundle))
      if (/\blink(-.*\.css|\.html)$|\bdecode\.worker-/.test(name)) first.add(name);
    const sizes = [...first].map((name) => {
      const file = bundle[name];
      const content = file?.type === 'chunk' ? file.code : (file?.source ?? '');
      return { name, bytes: gzipSync(content).length };
    });
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
    const listed = sizes.map(({ name, bytes }) => `${name} ${String(bytes)}`).join(', ');
    if (total > maxBytes)
      this.error(
        `Before the first image come ${String(total)} bytes, ${String(maxBytes)} are allowed: ${listed}`,
      );
    this.info(`${String(total)} of ${String(maxBytes)} bytes before the first image: ${listed}`);
  },
};

/** Fails the build where the link page grows: what comes before its first image must come fast. */
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/**
 * Gzip, of the page, the scripts and styles of its entry, the decoder's worker, HTJ2K's WebAssembly and the largest of
 * the dictionaries, of which one comes at most. Other codecs come with their syntax; the viewer (link/viewer.tsx) runs after the first image.
 */
const maxBytes = 250 * 1024;

const beforeFirstImage = /^link\.html$|\blink-.*\.css$|\bdecode\.worker-.*\.js$|\bopenjphjs-.*\.wasm$/;

const dictionary = /\/src\/words\/(de|es|fr|it)\.ts$/;

export const codeBudget: Plugin = {
  name: 'code-budget',
  applyToEnvironment: ({ name }) => name === 'link',
  writeBundle(_options, bundle) {
    const entry = Object.values(bundle).find(
      (file) => file.type === 'chunk' && file.moduleIds.some((id) => id.endsWith('/src/link/main.ts')),
    );
    if (entry?.type !== 'chunk') throw new Error('code budget: no entry');
    const named = Object.keys(bundle).filter((name) => beforeFirstImage.test(name));
    if (named.length !== 4) throw new Error(`code budget: not one of each in ${named.join(', ')}`);
    const sizes = [entry.fileName, ...entry.imports, ...named].map((name) => {
      const file = bundle[name];
      const content = file?.type === 'chunk' ? file.code : (file?.source ?? '');
      return { name, bytes: gzipSync(content).length };
    });
    const dictionaries = Object.values(bundle).flatMap((file) =>
      file.type === 'chunk' && file.moduleIds.some((id) => dictionary.test(id))
        ? [{ name: file.fileName, bytes: gzipSync(file.code).length }]
        : [],
    );
    const [largest] = dictionaries.sort((a, b) => b.bytes - a.bytes);
    if (largest === undefined) throw new Error('code budget: no dictionary');
    sizes.push(largest);
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
    const listed = sizes.map(({ name, bytes }) => `${name} ${String(bytes)}`).join(', ');
    if (total > maxBytes)
      this.error(
        `Before the first image come ${String(total)} bytes, ${String(maxBytes)} are allowed: ${listed}`,
      );
    this.info(`${String(total)} of ${String(maxBytes)} bytes before the first image: ${listed}`);
  },
};

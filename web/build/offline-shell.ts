/** Writes the service worker of the local viewer with the list of files that make up its pages. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { transformWithOxc, type Plugin, type Rolldown } from 'vite';

const source = new URL('../src/offline/service.worker.ts', import.meta.url);
const pages = /\/viewer\/local\/local(-study)?-page\.tsx$/;
const publicFiles = ['icon.svg', 'manifest.webmanifest'];

type Bundle = Record<string, Rolldown.OutputChunk | Rolldown.OutputAsset>;

/** The local pages with all they ever import, among it the entry with what it imports at once. */
export function shellFiles(bundle: Bundle): string[] {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const found = new Set<string>();
  const take = (name: string, withDynamic: boolean) => {
    const file = bundle[name];
    if (file === undefined || found.has(name)) return;
    found.add(name);
    if (file.type === 'asset') return;
    for (const css of file.viteMetadata?.importedCss ?? []) found.add(css);
    for (const asset of file.viteMetadata?.importedAssets ?? []) found.add(asset);
    for (const imported of file.imports) take(imported, withDynamic);
    // What the entry may come to import is every page there is.
    if (withDynamic && !file.isEntry) for (const imported of file.dynamicImports) take(imported, true);
  };
  for (const chunk of chunks) if (pages.test(chunk.facadeModuleId ?? '')) take(chunk.fileName, true);
  // Workers and codecs are reached by address, which the graph of imports does not show.
  for (const file of Object.values(bundle))
    if (file.type === 'asset' && /\.(wasm|js)$/.test(file.fileName)) found.add(file.fileName);
  return [...found].sort();
}

export const offlineShell: Plugin = {
  name: 'offline-shell',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'client',
  generateBundle: {
    order: 'post',
    async handler(_options, bundle) {
      const files = ['index.html', ...publicFiles, ...shellFiles(bundle)].map((name) => `/${name}`);
      const unique = [...new Set(files)];
      const html = bundle['index.html'];
      const version = createHash('sha256')
        .update(JSON.stringify(unique))
        .update(html?.type === 'asset' ? html.source : '')
        .digest('base64url')
        .slice(0, 12);
      const { code } = await transformWithOxc(readFileSync(source, 'utf8'), source.pathname);
      this.emitFile({
        type: 'asset',
        fileName: 'service-worker.js',
        source: `const shell = ${JSON.stringify({ version, files: unique })};\n${code}`,
      });
    },
  },
};

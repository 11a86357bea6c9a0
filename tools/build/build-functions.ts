import { cpSync, existsSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { build, context, type BuildOptions, type Plugin } from 'esbuild';
import { root } from '../stack/directories.ts';
import { UserError } from '../stack/user-error.ts';

const functionsFolder = join(root, 'functions');

/** Firebase uploads functions/ alone, so what it takes from shared/ is bundled; packages stay imports. */
const bundleShared: Plugin = {
  name: 'bundle-shared',
  setup(hooks) {
    hooks.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      if (kind === 'entry-point') return undefined;
      const shared = /^@pacs\/shared\/(.+)$/.exec(path)?.[1];
      if (shared !== undefined) return { path: join(root, 'shared', 'src', `${shared}.ts`) };
      return { path, external: true };
    });
  },
};

export function functionsExist(): boolean {
  return existsSync(join(functionsFolder, 'src', 'index.ts'));
}

const options = (outputFolder: string) =>
  ({
    entryPoints: {
      index: join(functionsFolder, 'src', 'index.ts'),
      'decode.worker': join(functionsFolder, 'src', 'adapters', 'decode.worker.ts'),
    },
    outdir: outputFolder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
    plugins: [bundleShared],
  }) satisfies BuildOptions;

/** Bundles functions/src into `outputFolder` as ES modules, split so that each handler loads only its own code. */
export async function buildFunctions(outputFolder: string): Promise<void> {
  rmSync(outputFolder, { recursive: true, force: true });
  await build(options(outputFolder)).catch(() => {
    throw new UserError('The functions do not build: see the lines above.');
  });
}

/** Bundles again at every change of a source; the functions emulator reloads what it finds changed. */
export async function watchFunctions(outputFolder: string): Promise<{ stop(): Promise<void> }> {
  const watching = await context(options(outputFolder));
  await watching.watch();
  return { stop: () => watching.dispose() };
}

/**
 * A functions folder of a stack's own: the emulator reloads when its folder changes, and two stacks must
 * not reload each other.
 */
export async function buildFunctionsFolder(folder: string): Promise<void> {
  const own = readdirSync(functionsFolder).filter(
    (name) => name === 'package.json' || name.startsWith('.env'),
  );
  for (const name of own) cpSync(join(functionsFolder, name), join(folder, name));
  const modules = join(functionsFolder, 'node_modules');
  if (existsSync(modules)) symlinkSync(modules, join(folder, 'node_modules'));
  await buildFunctions(join(folder, 'lib'));
}

/** `npm run build [web] [functions]`: what a deployment uploads; without names, both. */
import { join } from 'node:path';
import { buildFunctions } from './build/build-functions.ts';
import { startWebBuild } from './build/build-web.ts';
import { root } from './stack/directories.ts';
import { report } from './stack/run-until-stopped.ts';

const named = process.argv.slice(2);
const wanted = (name: string) => named.length === 0 || named.includes(name);

try {
  if (wanted('functions')) await buildFunctions(join(root, 'functions', 'lib'));
  if (wanted('web')) await startWebBuild(join(root, 'web', 'dist'), {}).done;
} catch (error) {
  report(error);
  process.exitCode = 1;
}

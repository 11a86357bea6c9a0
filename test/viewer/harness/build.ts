/** The web app as visitors get it, in a folder of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWebBuild } from '../../../tools/build/build-web.ts';

export async function buildViewer(): Promise<{ dist: string; remove(): Promise<void> }> {
  const dist = await mkdtemp(join(tmpdir(), 'viewer-'));
  await startWebBuild(dist, { NODE_ENV: 'production' }).done;
  return { dist, remove: () => rm(dist, { recursive: true, force: true }) };
}

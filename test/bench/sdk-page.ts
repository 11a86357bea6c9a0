/** What uploads are held against: the Firebase SDK's uploadBytesResumable, file by file, in a page of its own. */
import { createServer } from 'node:http';
import { build } from 'esbuild';
import { root } from '../../tools/stack/directories.ts';
import type { StackInfo } from '../../tools/stack/stack-info.ts';
import { launchChromium } from '../support/chromium.ts';
import { startShapedLine, type LineOptions } from './shaped-line.ts';

const source = `
import { initializeApp } from 'firebase/app';
import { connectAuthEmulator, getAuth, signInWithEmailAndPassword } from 'firebase/auth';
import { connectStorageEmulator, getStorage, ref, uploadBytesResumable } from 'firebase/storage';
window.prepare = async ({ projectId, bucket, auth, host, port, user }) => {
  const app = initializeApp({ apiKey: 'demo-key', projectId, storageBucket: bucket });
  connectAuthEmulator(getAuth(app), auth, { disableWarnings: true });
  await signInWithEmailAndPassword(getAuth(app), user.email, user.password);
  const storage = getStorage(app);
  connectStorageEmulator(storage, host, port);
  window.send = async (files, names) => {
    for (const [at, file] of [...files].entries())
      await uploadBytesResumable(ref(storage, names[at]), file, { contentType: 'application/zip' });
  };
};`;

export interface SdkCase {
  stack: StackInfo;
  user: { email: string; password: string };
  bucket: string;
  /** Files on disk and the object names that a ticket announced for them. */
  files: readonly { path: string; name: string }[];
}

export async function sdkUploadSeconds(wanted: SdkCase, options: LineOptions): Promise<number> {
  const { stack, user, bucket, files } = wanted;
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: `${root}/web` },
    bundle: true,
    write: false,
    format: 'iife',
    minify: true,
  });
  const html = '<!doctype html><input type=file multiple><script src=/page.js></script>';
  const server = createServer(({ url }, response) => {
    const isScript = url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? outputFiles[0]?.text : html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const line = await startShapedLine(options);
  const browser = await launchChromium({
    args: [`--proxy-server=socks5://127.0.0.1:${String(line.port)}`, '--proxy-bypass-list=<-loopback>'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${String(address.port)}/`);
    const { hostname, port } = new URL(stack.origins.storageProxy);
    await page.evaluate(
      (told) => (globalThis as unknown as { prepare(options: object): Promise<void> }).prepare(told),
      {
        projectId: stack.projectId,
        bucket,
        auth: stack.origins.auth,
        host: hostname,
        port: Number(port),
        user,
      },
    );
    await page.locator('input').setInputFiles(files.map(({ path }) => path));
    const began = performance.now();
    await page.evaluate(
      (names) => {
        const chosen = document.querySelector('input')?.files;
        return (globalThis as unknown as { send(files: unknown, names: string[]): Promise<void> }).send(
          chosen,
          names,
        );
      },
      files.map(({ name }) => name),
    );
    return (performance.now() - began) / 1000;
  } finally {
    await browser.close();
    await line.close();
    await new Promise((resolve) => server.close(resolve));
  }
}

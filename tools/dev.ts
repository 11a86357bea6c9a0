/** `npm run dev`: the stack behind Vite's dev server, which reloads as the web app's files change. */
import { join } from 'node:path';
import { watchFunctions } from './build/build-functions.ts';
import { seedStack } from './seed/seed.ts';
import { startChild } from './stack/children.ts';
import { root } from './stack/directories.ts';
import { defaultPorts, host } from './stack/ports.ts';
import { runUntilStopped } from './stack/run-until-stopped.ts';
import { startStack } from './stack/start-stack.ts';
import { webEnvironment } from './stack/web-environment.ts';

await runUntilStopped(async (progress) => {
  const stack = await startStack({ suite: 'dev', web: false, progress });
  const accounts = await seedStack(stack.info, progress);
  const functions = await watchFunctions(join(stack.directories.functions, 'lib'));
  const address = `http://localhost:${String(defaultPorts.vite)}`;
  const vite = startChild(
    process.execPath,
    [
      join(root, 'node_modules', 'vite', 'bin', 'vite.js'),
      ...['--host', host, '--port', String(defaultPorts.vite)],
    ],
    {
      cwd: join(root, 'web'),
      environment: {
        ...process.env,
        ...webEnvironment(stack.info),
        PACS_API_ORIGIN: stack.info.origins.hosting,
      },
      log: stack.directories.log,
      onLine: console.log,
    },
  );
  const first = accounts[0];
  console.log(`\nOpen ${address}  (${first === undefined ? '' : `${first.email}  ${first.password}`})\n`);
  return {
    ...stack,
    stop: async () => {
      await vite.stop();
      await functions.stop();
      await stack.stop();
    },
  };
});

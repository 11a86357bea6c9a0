/** `npm start`: everything locally, seeded, until Ctrl-C. */
import { parseArgs } from 'node:util';
import { seedStack } from './seed/seed.ts';
import { runUntilStopped } from './stack/run-until-stopped.ts';
import { startStack } from './stack/start-stack.ts';

const { values } = parseArgs({
  options: { 'port-base': { type: 'string' }, 'no-seed': { type: 'boolean', default: false } },
});

await runUntilStopped(async (progress) => {
  const stack = await startStack({
    suite: 'start',
    ...(values['port-base'] === undefined ? {} : { portBase: Number(values['port-base']) }),
    progress,
  });
  try {
    const accounts = values['no-seed'] ? [] : await seedStack(stack.info, progress);
    console.log(welcome(stack.info.origins.web, accounts));
  } catch (error) {
    await stack.stop();
    throw error;
  }
  return stack;
});

function welcome(web: string, accounts: readonly { email: string; password: string }[]): string {
  const signIn = accounts.map(({ email, password }) => `  Sign in    ${email}  ${password}`);
  return [
    '',
    'The Radiology PACS App is ready.',
    `  Open       ${web}`,
    ...signIn,
    '  Ctrl-C stops it.',
    '',
  ].join('\n');
}

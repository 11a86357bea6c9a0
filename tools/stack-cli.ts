/** A stack by hand: prints its description as one JSON line and runs until Ctrl-C. */
import { parseArgs } from 'node:util';
import { startStack } from './stack/start-stack.ts';
import { runUntilStopped } from './stack/run-until-stopped.ts';

const { values } = parseArgs({
  options: {
    suite: { type: 'string', default: 'manual' },
    'port-base': { type: 'string' },
    'no-web': { type: 'boolean', default: false },
    'no-functions': { type: 'boolean', default: false },
    'no-seed': { type: 'boolean', default: false },
    clock: { type: 'boolean', default: false },
  },
});

await runUntilStopped(async (progress) => {
  const stack = await startStack({
    suite: values.suite,
    ...(values['port-base'] === undefined ? {} : { portBase: Number(values['port-base']) }),
    web: !values['no-web'],
    functions: !values['no-functions'],
    movableClock: values.clock,
    progress,
  });
  console.log(JSON.stringify(stack.info));
  return stack;
});

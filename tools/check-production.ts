/**
 * `npm run check:production -- --project PROJECT [--until-expiry]`: asks a real deployment what no emulator
 * shows, with throw-away accounts, and removes what it made.
 */
import { parseArgs } from 'node:util';
import { runChecks } from './production/run-checks.ts';
import { deployedTarget } from './production/target.ts';
import { report } from './stack/run-until-stopped.ts';
import { UserError } from './stack/user-error.ts';

const { values } = parseArgs({
  options: { project: { type: 'string' }, 'until-expiry': { type: 'boolean', default: false } },
});

let failed = 0;
try {
  if (values.project === undefined) throw new UserError('Name the project: --project PROJECT');
  await runChecks(deployedTarget(values.project), {
    untilExpiry: values['until-expiry'],
    note: (name, ok, detail) => {
      if (!ok) failed += 1;
      console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${detail})`);
    },
  });
} catch (error) {
  failed += 1;
  report(error);
}
console.log(failed === 0 ? 'Everything as it should be.' : `${String(failed)} not as it should be.`);
process.exitCode = failed === 0 ? 0 : 1;

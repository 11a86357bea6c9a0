/**
 * `npm run audit:verify -- --project PROJECT`: compares every event of the audit trail with its seal, and the seals with
 * each other and with their copies. Ends with 1 where anything was removed, altered, reordered or put in, and with 2
 * where it could not look.
 */
import { verifyAudit } from './audit/audit-commands.ts';
import { deployedTrail, inWords, optionsOf } from './audit/deployed-trail.ts';
import { report } from './stack/run-until-stopped.ts';

try {
  const trail = await deployedTrail(optionsOf().project);
  process.exitCode = await verifyAudit(trail, (line) => {
    console.log(line);
  });
} catch (error) {
  report(inWords(error));
  process.exitCode = 2;
}

/**
 * `npm run audit:verify -- --project PROJECT`: compares every event of the audit trail with its seal, and the seals with
 * each other and with their copies. Ends with 1 where anything was removed, altered, reordered or put in, and with 2
 * where it could not look.
 */
import { verifyTrail } from '../functions/src/core/audit/verify-seals.ts';
import { deployedTrail, optionsOf } from './audit/deployed-trail.ts';
import { reportTrail } from './audit/report-trail.ts';
import { report } from './stack/run-until-stopped.ts';

try {
  const { seals, archive } = await deployedTrail(optionsOf().project);
  const archived = await archive?.all();
  const verified = await verifyTrail({ archived, stored: await seals.stored(), events: seals.events() });
  for (const line of reportTrail(verified, archived?.length)) console.log(line);
  process.exitCode = verified.findings.length === 0 ? 0 : 1;
} catch (error) {
  report(error);
  process.exitCode = 2;
}

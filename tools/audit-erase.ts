/**
 * `npm run audit:erase -- --project PROJECT --owner UID`: takes away what the audit trail says of one account, where its
 * owner has the right to it. The seals stay, and so does that it was done.
 */
import { eraseEvents } from '../functions/src/core/audit/erase-events.ts';
import { sealEvents } from '../functions/src/core/audit/seal-events.ts';
import { deployedTrail, optionsOf } from './audit/deployed-trail.ts';
import { report } from './stack/run-until-stopped.ts';
import { UserError } from './stack/user-error.ts';

try {
  const { project, owner } = optionsOf();
  if (owner === undefined || owner === '') throw new UserError('Name the account: --owner UID');
  const ports = await deployedTrail(project);
  // What is not sealed cannot be erased without a gap that looks like a removal.
  await sealEvents(ports);
  const { erased } = await eraseEvents(ports, owner);
  console.log(
    `${String(erased)} events erased. Refusals of the last hour, if any, are sealed later: run it again then.`,
  );
} catch (error) {
  report(error);
  process.exitCode = 1;
}

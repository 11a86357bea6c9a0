/**
 * `npm run audit:erase -- --project PROJECT --owner UID`: takes away what the audit trail says of one account, where its
 * owner has the right to it. The seals stay, and so does that it was done.
 */
import { eraseAudit } from './audit/audit-commands.ts';
import { deployedTrail, inWords, optionsOf } from './audit/deployed-trail.ts';
import { report } from './stack/run-until-stopped.ts';
import { UserError } from './stack/user-error.ts';

try {
  const { project, owner } = optionsOf();
  if (owner === undefined || owner === '') throw new UserError('Name the account: --owner UID');
  await eraseAudit(await deployedTrail(project), owner, (line) => {
    console.log(line);
  });
} catch (error) {
  report(inWords(error));
  process.exitCode = 1;
}

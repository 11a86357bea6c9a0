/**
 * `npm run operator:grant -- --project PROJECT --email ADDRESS [--revoke]`: makes an account an operator of this
 * installation, or takes it back. With the operator's own credentials (`gcloud auth application-default login`).
 */
import { parseArgs } from 'node:util';
import { sessionsFrom } from '../functions/src/core/account/sessions.ts';
import { report } from './stack/run-until-stopped.ts';
import { UserError } from './stack/user-error.ts';

try {
  const { project, email, revoke } = parseArgs({
    options: {
      project: { type: 'string' },
      email: { type: 'string' },
      revoke: { type: 'boolean', default: false },
    },
  }).values;
  if (project === undefined) throw new UserError('Name the project: --project PROJECT');
  if (email === undefined) throw new UserError('Name the account by its address: --email ADDRESS');
  // What is read from the environment is read when this loads.
  process.env['GCLOUD_PROJECT'] = project;
  const { setOperatorClaim } = await import('../functions/src/adapters/auth-client.ts');
  const { firestoreAccounts } = await import('../functions/src/adapters/firestore-accounts.ts');
  const { firestore } = await import('../functions/src/adapters/clients.ts');
  const set = await setOperatorClaim(email, !revoke);
  const refusals = {
    missing: `No account of ${project} has the address ${email}.`,
    unproven: `The account has not confirmed the address ${email} yet.`,
  };
  if (typeof set === 'string') throw new UserError(refusals[set]);
  const nowMs = Date.now();
  await firestoreAccounts(firestore()).endSessions(set.uid, sessionsFrom(nowMs), nowMs);
  console.log(
    revoke
      ? `${email} is no operator any more, and is signed out everywhere.`
      : `${email} is an operator, once they have signed in again.`,
  );
} catch (error) {
  report(error);
  process.exitCode = 1;
}

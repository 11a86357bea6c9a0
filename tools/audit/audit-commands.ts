/** What `npm run audit:verify` and `npm run audit:erase` do, given where the trail lies. */
import { eraseEvents } from '../../functions/src/core/audit/erase-events.ts';
import { type SealPorts, sealEvents } from '../../functions/src/core/audit/seal-events.ts';
import { verifyTrail } from '../../functions/src/core/audit/verify-seals.ts';
import type { TrailPorts } from './deployed-trail.ts';
import { reportTrail } from './report-trail.ts';

type Print = (line: string) => void;

/** The exit code: 1 where anything was removed, altered, reordered or put in. */
export async function verifyAudit({ seals, archive }: TrailPorts, print: Print): Promise<0 | 1> {
  const archived = await archive?.all();
  const verified = await verifyTrail({ archived, stored: await seals.stored(), events: seals.events() });
  for (const line of reportTrail(verified, archived?.length)) print(line);
  return verified.findings.length === 0 ? 0 : 1;
}

export async function eraseAudit(ports: SealPorts, owner: string, print: Print): Promise<void> {
  // What is not sealed cannot be erased without a gap that looks like a removal.
  await sealEvents(ports);
  const { erased } = await eraseEvents(ports, owner);
  print(
    `${String(erased)} events erased. Refusals of the last hour, if any, are sealed later: run it again then.`,
  );
}

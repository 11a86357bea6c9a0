import { sealEvents } from '../core/audit/seal-events.ts';
import { logInfo } from '../log.ts';
import { sealPorts } from '../wiring-seals.ts';

export async function sealAudit(): Promise<void> {
  for (const [what, count] of Object.entries(await sealEvents(sealPorts())))
    if (count > 0) logInfo(`sealAudit: ${what}`, { function: 'sealAudit', count });
}

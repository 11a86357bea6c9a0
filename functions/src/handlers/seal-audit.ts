import { sealEvents } from '../core/audit/seal-events.ts';
import { logReport } from '../log.ts';
import { sealPorts } from '../wiring-seals.ts';

export async function sealAudit(): Promise<void> {
  logReport('sealAudit', await sealEvents(sealPorts()));
}

import type { Clock } from '../ports.ts';
import { rightsEvent } from './rights-event.ts';
import type { RightsStore } from './rights-ports.ts';

/** A closed request past its time, with the person and all that was written. */
export async function removeRequest(
  { rights, clock }: { rights: RightsStore; clock: Clock },
  requestId: string,
): Promise<void> {
  await rights.remove(requestId, rightsEvent('rights-removed', requestId, { kind: 'system' }, clock.now()));
}

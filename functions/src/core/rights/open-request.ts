import type { CallableResponse } from '@pacs/shared/callables';
import { AppError } from '@pacs/shared/errors';
import type { AuditLog } from '../ports.ts';
import { rightsEvent } from './rights-event.ts';
import type { Deliveries, RightsPorts } from './rights-ports.ts';

export interface OpenRequestPorts extends RightsPorts {
  audit: AuditLog;
  deliveries: Deliveries;
  /** The account that has proven this address. */
  accountOf: (email: string) => Promise<string | undefined>;
}

/** All of one request, for an operator, on record before it is answered. Errors: not-found. */
export async function openRequest(
  ports: OpenRequestPorts,
  operatorUid: string,
  requestId: string,
): Promise<CallableResponse<'openRightsRequest'>> {
  const { rights, audit, clock, deliveries, accountOf } = ports;
  const [request, person, entries] = await Promise.all([
    rights.get(requestId),
    rights.person(requestId),
    rights.entries(requestId),
  ]);
  if (!request || !person) throw new AppError('not-found');
  const actor = { kind: 'operator', uid: operatorUid } as const;
  await audit.append(rightsEvent('rights-read', requestId, actor, clock.now()));
  const mailIds = entries.flatMap(({ mailId }) => (mailId === undefined ? [] : [mailId]));
  const [states, accountUid] = await Promise.all([
    deliveries.states(mailIds),
    request.role === 'user' && request.channel === 'form' && person.email !== undefined
      ? accountOf(person.email)
      : undefined,
  ]);
  return {
    request,
    person,
    ...(accountUid !== undefined && { accountUid }),
    entries: entries.map((entry) => {
      const mail = entry.mailId === undefined ? undefined : states.get(entry.mailId);
      return { ...entry, ...(mail !== undefined && { mail }) };
    }),
  };
}

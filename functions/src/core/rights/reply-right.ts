import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import { tokenOf } from './confirm-right.ts';
import { rightsEvent } from './rights-event.ts';
import type { RightsPorts } from './rights-ports.ts';

/**
 * The person's answer to a letter, kept with the request. Errors: not-found, also for what is closed;
 * too-many-requests; conflict.
 */
export async function replyRight(
  ports: RightsPorts,
  { token, words }: { token: string; words: string },
  address: string,
): Promise<void> {
  const { rights, clock } = ports;
  const { requestId } = (await tokenOf(ports, token, 'reply', address)).found;
  const request = await rights.get(requestId);
  if (request?.isOpen !== true) throw new AppError('not-found');
  if (request.rev >= limits.rightsEntriesMax) throw new AppError('too-many-requests');
  const atMs = clock.now();
  const written = await rights.change({
    requestId,
    seen: request.rev,
    request: {
      ...request,
      state: request.state === 'waiting' ? 'in-work' : request.state,
      hasNews: true,
      rev: request.rev + 1,
    },
    entry: { atMs, by: { kind: 'person' }, what: 'replied', words },
    audit: rightsEvent('rights-replied', requestId, { kind: 'system' }, atMs),
  });
  if (written === 'conflict') throw new AppError('conflict');
}

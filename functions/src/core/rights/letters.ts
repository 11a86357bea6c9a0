import { limits } from '@pacs/shared/limits';
import { OutboxDocument } from '@pacs/shared/messages';
import type { Message } from '../mail/message.ts';
import type { Random } from '../ports.ts';
import { newName } from '../tokens.ts';
import type { Letter } from './rights-ports.ts';

/** To somebody who has no account that counts here: of no owner. Throws where nothing can be sent there. */
export function letterTo(
  random: Random,
  to: string,
  message: Message,
  createdAtMs: number,
  keptMs: number = limits.rightsMailMaxAgeMs,
): Letter {
  const mail = OutboxDocument.parse({
    to,
    message,
    ownerUid: '',
    createdAtMs,
    expiresAtMs: createdAtMs + keptMs,
  });
  return { mailId: newName(random), mail };
}

import { noteLink as core } from '../core/links/note-link.ts';
import type { CallableHandler } from '../https.ts';
import { ports } from '../wiring.ts';

export const noteLink: CallableHandler<'noteLink'> = async (request, caller) => {
  await core(ports(), caller.uid, request);
  return { ok: true };
};

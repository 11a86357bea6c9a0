import { mailLink as core } from '../core/links/mail-link.ts';
import type { CallableHandler } from '../https.ts';
import { ports } from '../wiring.ts';

export const mailLink: CallableHandler<'mailLink'> = (request, caller) => core(ports(), caller.uid, request);

import { createLink as core } from '../core/links/create-link.ts';
import type { CallableHandler } from '../https.ts';
import { ports } from '../wiring.ts';

export const createLink: CallableHandler<'createLink'> = (request, caller) =>
  core(ports(), caller.uid, request);

import { extendLink as core } from '../core/links/extend-link.ts';
import type { CallableHandler } from '../https.ts';
import { ports } from '../wiring.ts';

export const extendLink: CallableHandler<'extendLink'> = async (request, caller) =>
  core(ports(), caller.uid, request);

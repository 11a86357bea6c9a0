import { addBundles as core } from '../core/uploads/add-bundles.ts';
import type { CallableHandler } from '../https.ts';
import { ports } from '../wiring.ts';

export const addBundles: CallableHandler<'addBundles'> = (request, caller) =>
  core(ports(), caller.uid, request);

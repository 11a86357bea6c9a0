import { previewWithoutIdentity as core } from '../core/links/preview-without-identity.ts';
import type { CallableHandler } from '../https.ts';
import { ports } from '../wiring.ts';

export const previewWithoutIdentity: CallableHandler<'previewWithoutIdentity'> = (request, caller) =>
  core(ports(), caller.uid, request);

import { saveAnnotations as core } from '../core/annotations/save-annotations.ts';
import type { CallableHandler } from '../https.ts';
import { ports } from '../wiring.ts';

export const saveAnnotations: CallableHandler<'saveAnnotations'> = (request, caller) =>
  core(ports(), caller.uid, request);

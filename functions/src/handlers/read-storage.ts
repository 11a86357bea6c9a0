import { readStorage as core } from '../core/operator/read-storage.ts';
import { operatorOnly } from '../operator-only.ts';
import { rightsPorts } from '../wiring-rights.ts';

export const readStorage = operatorOnly<'readStorage'>((request, { uid }) =>
  core(rightsPorts(), uid, request),
);

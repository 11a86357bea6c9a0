import { readConsents as core } from '../core/operator/read-consents.ts';
import { operatorOnly } from '../operator-only.ts';
import { rightsPorts } from '../wiring-rights.ts';

export const readConsents = operatorOnly<'readConsents'>((request, { uid }) =>
  core(rightsPorts(), uid, request),
);

import { readHealth as core } from '../core/operator/read-health.ts';
import { operatorOnly } from '../operator-only.ts';
import { rightsPorts } from '../wiring-rights.ts';

export const readIngestHealth = operatorOnly<'readIngestHealth'>((_request, { uid }) =>
  core(rightsPorts(), uid),
);

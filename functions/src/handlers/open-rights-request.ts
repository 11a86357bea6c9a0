import { openRequest as core } from '../core/rights/open-request.ts';
import { operatorOnly } from '../operator-only.ts';
import { rightsPorts } from '../wiring-rights.ts';

export const openRightsRequest = operatorOnly<'openRightsRequest'>(({ requestId }, { uid }) =>
  core(rightsPorts(), uid, requestId),
);

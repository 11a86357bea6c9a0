import { stepRequest as core } from '../core/rights/step-request.ts';
import { operatorOnly } from '../operator-only.ts';
import { rightsPorts } from '../wiring-rights.ts';

export const stepRightsRequest = operatorOnly<'stepRightsRequest'>(async (request, { uid }) => {
  await core(rightsPorts(), uid, request);
  return { ok: true };
});

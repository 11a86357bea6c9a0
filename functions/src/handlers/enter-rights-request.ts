import { enterRequest as core } from '../core/rights/enter-request.ts';
import { operatorOnly } from '../operator-only.ts';
import { rightsPorts } from '../wiring-rights.ts';

export const enterRightsRequest = operatorOnly<'enterRightsRequest'>((entered, { uid }) =>
  core(rightsPorts(), uid, entered),
);

import { setLinkAlerts as core } from '../core/links/set-link-alerts.ts';
import type { CallableHandler } from '../https.ts';
import { ports } from '../wiring.ts';

export const setLinkAlerts: CallableHandler<'setLinkAlerts'> = async (request, caller) => {
  await core(ports(), caller.uid, request);
  return { ok: true };
};

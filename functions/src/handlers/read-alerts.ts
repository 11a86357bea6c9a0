import type { CallableHandler } from '../https.ts';
import { ports } from '../wiring.ts';

export const readAlerts: CallableHandler<'readAlerts'> = async ({ alertIds }, { uid }) => {
  const { alerts, clock } = ports();
  await alerts.markRead(uid, alertIds, clock.now());
  return { ok: true };
};

import { operator } from '../legal/operator.ts';
import { ConfirmPage } from '../rights/confirm-page.tsx';

export default function RightsConfirmRoute() {
  return <ConfirmPage contact={operator().privacyEmail} />;
}

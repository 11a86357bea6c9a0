import { webConfig } from '../firebase/config.ts';
import { useSession } from '../firebase/use-session.ts';
import { operator } from '../legal/operator.ts';
import { RightsPage } from '../rights/rights-page.tsx';

export default function RightsRoute() {
  const session = useSession();
  return (
    <RightsPage
      contact={operator().privacyEmail}
      sendsMail={webConfig().sendsMail}
      email={session.status === 'signed-in' ? session.user.email : undefined}
    />
  );
}

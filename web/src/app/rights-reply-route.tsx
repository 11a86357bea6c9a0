import { operator } from '../legal/operator.ts';
import { ReplyPage } from '../rights/reply-page.tsx';

export default function RightsReplyRoute() {
  return <ReplyPage contact={operator().privacyEmail} />;
}

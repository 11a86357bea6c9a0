import { useState } from 'react';
import { Link } from 'react-router';
import { useUser } from '../account/use-user.ts';
import { call } from '../firebase/call.ts';
import { operator } from '../legal/operator.ts';
import { policyNews, versionSeen } from '../legal/policies.ts';
import { errorWords } from '../ui/app-error-words.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useSession } from '../firebase/use-session.ts';

/** Tells people with an account what is new in the policies, until they have seen it; which version that was is kept. */
function News() {
  const current = useUser();
  const [state, setState] = useState<{ isPending: boolean; problem?: string }>({ isPending: false });
  if (current.status !== 'signed-in' || current.document?.professionalAdult === undefined) return null;
  const { professionalAdult, policies } = current.document;
  const { effectiveDate } = operator();
  const news = policyNews(policies?.textVersion, professionalAdult.atMs, effectiveDate);
  if (news.length === 0) return null;
  const seen = async () => {
    setState({ isPending: true });
    try {
      // The notice goes with the recorded version, in the live document.
      await call('acceptTerms', { terms: 'policies', textVersion: versionSeen(effectiveDate) });
      setState({ isPending: false });
    } catch (error) {
      setState({ isPending: false, problem: errorWords(error) });
    }
  };
  return (
    <div className="policy-notice">
      <Notice>
        <div>
          <strong>Our policies have changed.</strong>
          <ul>
            {news.map(({ title, path, changes }) => (
              <li key={path + changes}>
                <Link to={path}>{title}</Link>: {changes}
              </li>
            ))}
          </ul>
          {state.problem !== undefined && <p>{state.problem}</p>}
        </div>
        <Button size="small" isPending={state.isPending} onPress={() => void seen()}>
          I have seen it
        </Button>
      </Notice>
    </div>
  );
}

/** Visitors without an account are spared the account's document. */
export function PolicyNotice() {
  const session = useSession();
  return session.status === 'signed-in' ? <News /> : null;
}

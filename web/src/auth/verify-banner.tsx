import { useEffect, useState } from 'react';
import { sendVerification } from '../firebase/auth-actions.ts';
import { refreshSession } from '../firebase/session.ts';
import { useSession } from '../firebase/use-session.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { authWords } from '../firebase/auth-words.ts';
import './auth.css';

type Mail = { state: 'idle' | 'sending' | 'sent' } | { state: 'failed'; words: string };

/** Stands on every page until the e-mail address is confirmed; looks again whenever the tab is returned to. */
export function VerifyBanner() {
  const session = useSession();
  const [mail, setMail] = useState<Mail>({ state: 'idle' });
  const unverified = session.status === 'signed-in' && !session.user.emailVerified;

  useEffect(() => {
    if (!unverified) return;
    const look = () => {
      if (document.visibilityState === 'visible') refreshSession().catch(() => undefined);
    };
    look();
    document.addEventListener('visibilitychange', look);
    window.addEventListener('focus', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('focus', look);
    };
  }, [unverified]);

  if (!unverified) return null;
  const send = () => {
    setMail({ state: 'sending' });
    sendVerification().then(
      () => {
        setMail({ state: 'sent' });
      },
      (error: unknown) => {
        setMail({ state: 'failed', words: authWords(error) });
      },
    );
  };
  return (
    <div className="verify-banner">
      <Notice tone="warning">
        <span>
          <strong>Confirm your e-mail address</strong> to share studies. We sent a link to{' '}
          {session.user.email}
          {mail.state === 'sent' && ' once more'}.{mail.state === 'failed' && ` ${mail.words}`}
        </span>
        <Button
          size="small"
          isPending={mail.state === 'sending'}
          isDisabled={mail.state === 'sent'}
          onPress={send}
        >
          {mail.state === 'sent' ? 'Sent' : 'Send it again'}
        </Button>
      </Notice>
    </div>
  );
}

import { useState } from 'react';
import { useNavigate } from 'react-router';
import { call } from '../firebase/call.ts';
import { signOut } from '../firebase/sign-out.ts';
import { AlertDialog } from '../ui/alert-dialog.tsx';
import { errorWords } from '../ui/app-error-words.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

/** Leaving: here, or wherever this account is signed in. */
export function SessionsSection() {
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const leave = async () => {
    await signOut();
    await navigate('/', { replace: true });
  };
  const leaveEverywhere = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      await call('signOutEverywhere', {});
      await leave();
    } catch (error) {
      setProblem(errorWords(error));
      setPending(false);
    }
  };
  return (
    <section aria-labelledby="leave">
      <h2 id="leave">Signed in</h2>
      <p className="muted">
        Signing out stops uploads under way and removes what the app has kept in this browser, except your
        cookie preferences. A lost phone, a computer you have used at a hospital: sign out everywhere.
      </p>
      <div className="account-buttons">
        <Button onPress={() => void leave()}>Sign out</Button>
        <Button
          onPress={() => {
            setAsking(true);
          }}
        >
          Sign out everywhere
        </Button>
      </div>
      {isAsking && (
        <AlertDialog
          title="Sign out everywhere?"
          isOpen
          onClose={() => {
            setAsking(false);
          }}
          confirmLabel="Sign out everywhere"
          onConfirm={() => void leaveEverywhere()}
          isPending={isPending}
        >
          <p>
            Every browser and device has to sign in again, this one too. Viewer links you have sent go on
            working: revoke them in Links.
          </p>
          {problem !== undefined && <Notice tone="problem">{problem}</Notice>}
        </AlertDialog>
      )}
    </section>
  );
}

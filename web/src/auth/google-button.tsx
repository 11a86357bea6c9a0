import { useState } from 'react';
import { googleSignInAvailable, signInWithGoogle } from '../firebase/auth-actions.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { authWords } from '../firebase/auth-words.ts';

/** Whoever comes this way for the first time confirms the terms on the next page. */
export function GoogleButton() {
  const [problem, setProblem] = useState<string>();
  if (!googleSignInAvailable()) return null;
  return (
    <>
      <div className="auth-or">or</div>
      {problem !== undefined && <Notice tone="problem">{problem}</Notice>}
      <Button
        onPress={() => {
          setProblem(undefined);
          signInWithGoogle().catch((error: unknown) => {
            setProblem(authWords(error));
          });
        }}
      >
        Continue with Google
      </Button>
    </>
  );
}

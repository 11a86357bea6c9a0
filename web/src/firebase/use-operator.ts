import { useEffect, useState } from 'react';
import { auth } from './clients.ts';
import { useSession } from './use-session.ts';

async function hasClaim(): Promise<boolean> {
  const client = await auth();
  await client.authStateReady();
  const token = await client.currentUser?.getIdTokenResult();
  return token?.claims['operator'] === true;
}

/**
 * Whether the token of whoever is signed in says that they are an operator; undefined until that is known. What it shows
 * is decided by rules and functions.
 */
export function useOperator(): boolean | undefined {
  const session = useSession();
  const uid = session.status === 'signed-in' ? session.user.uid : undefined;
  const [known, setKnown] = useState<{ uid: string; isOperator: boolean }>();

  useEffect(() => {
    if (uid === undefined) return;
    let isOver = false;
    const say = (isOperator: boolean) => {
      if (!isOver) setKnown({ uid, isOperator });
    };
    hasClaim().then(say, () => {
      say(false);
    });
    return () => {
      isOver = true;
    };
  }, [uid]);

  if (session.status === 'signed-out') return false;
  return known?.uid === uid ? known?.isOperator : undefined;
}

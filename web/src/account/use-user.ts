import { UserDocument } from '@pacs/shared/documents';
import { paths } from '@pacs/shared/paths';
import { useEffect, useState } from 'react';
import { leaveIfBefore, leaveIfRefused, type SignedInUser } from '../firebase/session.ts';
import { useSession } from '../firebase/use-session.ts';
import { watchDocument } from '../firebase/watch.ts';

export type CurrentUser =
  | { status: 'loading' }
  | { status: 'signed-out' }
  /** `document` is undefined until the first attestation has been recorded. */
  | { status: 'signed-in'; user: SignedInUser; document: UserDocument | undefined };

const readUser = (data: unknown): UserDocument | undefined => UserDocument.safeParse(data).data;

/** The signed-in account with its live `users/{uid}` document, which holds the attestations. */
export function useUser(): CurrentUser {
  const session = useSession();
  const uid = session.status === 'signed-in' ? session.user.uid : undefined;
  const [seen, setSeen] = useState<{ uid: string; document: UserDocument | undefined }>();

  useEffect(() => {
    if (uid === undefined) return;
    const show = (document: UserDocument | undefined) => {
      setSeen({ uid, document });
    };
    return watchDocument(paths.user(uid), readUser, {
      next: (document) => {
        show(document);
        // Signed out everywhere, from another browser.
        if (document?.sessionsFromMs !== undefined) void leaveIfBefore(document.sessionsFromMs);
      },
      failed: (error) => {
        show(undefined);
        void leaveIfRefused(error);
      },
    });
  }, [uid]);

  if (session.status === 'signed-out') return session;
  if (session.status === 'unknown' || seen?.uid !== uid) return { status: 'loading' };
  return { status: 'signed-in', user: session.user, document: seen?.document };
}

import { keptDays } from '@pacs/shared/retention';
import { useState } from 'react';
import { call } from '../firebase/call.ts';
import { errorWords } from '../ui/app-error-words.ts';
import { Button } from '../ui/button.tsx';
import { formatDateTime } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { toast } from '../ui/toast.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useDeletion } from './use-owned.ts';

/** The account's end: asked for, waited for, taken back. */
export function DeletionSection({ uid, hasPassword }: { uid: string; hasPassword: boolean }) {
  const deletion = useDeletion(uid);
  const [isAsking, setAsking] = useState(false);
  const [isPending, setPending] = useState(false);
  const cancel = async () => {
    setPending(true);
    try {
      await call('cancelDeletion', {});
      toast('Your account stays.');
    } catch (error) {
      toast(errorWords(error), 'problem');
    } finally {
      setPending(false);
    }
  };
  const days = `${String(keptDays.deletionGrace)} days`;
  return (
    <section aria-labelledby="end">
      <h2 id="end">Delete the account</h2>
      {deletion === undefined ? (
        <>
          <p className="muted">
            After {days} everything goes: studies with their images, viewer links, measurements, your profile,
            and what the access log says of you. Until then you can take it back. Export first what you want
            to keep.
          </p>
          <div>
            <Button
              variant="danger"
              onPress={() => {
                setAsking(true);
              }}
            >
              Delete account
            </Button>
          </div>
        </>
      ) : (
        <>
          <Notice tone="warning">
            {deletion.startedAtMs === undefined
              ? `This account will be deleted on ${formatDateTime(deletion.dueMs)}, with everything in it.`
              : 'This account is being deleted.'}
          </Notice>
          {deletion.startedAtMs === undefined && (
            <div>
              <Button variant="primary" onPress={() => void cancel()} isPending={isPending}>
                Keep my account
              </Button>
            </div>
          )}
        </>
      )}
      {isAsking && (
        <ConfirmDialog
          title="Delete your account?"
          confirmLabel="Delete account"
          danger
          hasPassword={hasPassword}
          run={async () => {
            await call('requestDeletion', {});
          }}
          onClose={() => {
            setAsking(false);
          }}
        >
          <p>
            In {days} it is deleted with all studies and links, and nobody can bring them back. You get a
            message now, and a receipt then. Until then you can sign in and keep it.
          </p>
        </ConfirmDialog>
      )}
    </section>
  );
}

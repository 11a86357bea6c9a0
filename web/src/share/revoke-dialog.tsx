import { useState } from 'react';
import { call } from '../firebase/call.ts';
import { errorWords } from '../ui/app-error-words.ts';
import { AlertDialog } from '../ui/alert-dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { toast } from '../ui/toast.tsx';
import type { LinkRow } from './core/link-state.ts';

export function RevokeDialog({ row, onClose }: { row: LinkRow; onClose: () => void }) {
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const revoke = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      await call('revokeLink', { linkId: row.id });
      toast('The link no longer opens the study.');
      onClose();
    } catch (error) {
      setProblem(errorWords(error));
      setPending(false);
    }
  };
  return (
    <AlertDialog
      title="Revoke this link?"
      isOpen
      onClose={onClose}
      confirmLabel="Revoke link"
      onConfirm={() => void revoke()}
      isPending={isPending}
    >
      <p>
        Whoever opens it from now on is told that it is no longer valid. A viewer that is open already gets no
        new images after ten minutes at the latest; what it has loaded stays on its screen until it is closed.
      </p>
      {row.link.note !== undefined && row.link.note !== '' && (
        <p className="muted">Your note: {row.link.note}</p>
      )}
      {problem !== undefined && <Notice tone="problem">{problem}</Notice>}
    </AlertDialog>
  );
}

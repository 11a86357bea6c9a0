import { useState, type ReactNode } from 'react';
import { call } from '../firebase/call.ts';
import { errorWords } from '../ui/app-error-words.ts';
import { AlertDialog } from '../ui/alert-dialog.tsx';
import { countOf } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { toast } from '../ui/toast.tsx';
import type { LinkRow } from './core/link-state.ts';

/** What revoking means for those who have the study open: signed URLs live ten minutes at most. */
const meaning =
  'from now on is told that it is no longer valid. A viewer that is open already gets no new images after ten minutes at the latest; what it has loaded stays on its screen until it is closed.';

interface RevokingProps {
  title: string;
  confirmLabel: string;
  revoke: () => Promise<string>;
  children: ReactNode;
  onClose: () => void;
}

function Revoking({ title, confirmLabel, revoke, children, onClose }: RevokingProps) {
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const confirm = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      toast(await revoke());
      onClose();
    } catch (error) {
      setProblem(errorWords(error));
      setPending(false);
    }
  };
  return (
    <AlertDialog
      title={title}
      isOpen
      onClose={onClose}
      confirmLabel={confirmLabel}
      onConfirm={() => void confirm()}
      isPending={isPending}
    >
      {children}
      {problem !== undefined && <Notice tone="problem">{problem}</Notice>}
    </AlertDialog>
  );
}

export function RevokeDialog({ row, onClose }: { row: LinkRow; onClose: () => void }) {
  return (
    <Revoking
      title="Revoke this link?"
      confirmLabel="Revoke link"
      onClose={onClose}
      revoke={async () => {
        await call('revokeLink', { linkId: row.id });
        return 'The link no longer opens the study.';
      }}
    >
      <p>Whoever opens it {meaning}</p>
      {row.link.note !== undefined && row.link.note !== '' && (
        <p className="muted">Your note: {row.link.note}</p>
      )}
    </Revoking>
  );
}

interface RevokeAllDialogProps {
  /** Of this study; of all studies without it. */
  studyId: string | undefined;
  count: number;
  onClose: () => void;
}

export function RevokeAllDialog({ studyId, count, onClose }: RevokeAllDialogProps) {
  return (
    <Revoking
      title={`Revoke ${count === 1 ? 'the one open link' : `all ${countOf(count, 'open link')}`}${studyId === undefined ? '' : ' to this study'}?`}
      confirmLabel="Revoke all"
      onClose={onClose}
      revoke={async () => {
        const { revoked } = await call('revokeLinks', studyId === undefined ? {} : { studyId });
        return `${countOf(revoked, 'link')} revoked.`;
      }}
    >
      <p>Whoever opens one of them {meaning} This can’t be undone; new links can be made at any time.</p>
    </Revoking>
  );
}

import type { LinkAlert } from '@pacs/shared/messages';
import { useState } from 'react';
import { call } from '../firebase/call.ts';
import { toast } from '../ui/toast.tsx';
import { AlertFields } from './alert-fields.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { alertsRequest } from './core/alerts.ts';
import type { LinkRow } from './core/link-state.ts';

/** When the owner of a link wants to be told of it. */
export function AlertsDialog({ row, onClose }: { row: LinkRow; onClose: () => void }) {
  const [chosen, setChosen] = useState<ReadonlySet<LinkAlert>>(() => new Set(row.link.alerts));
  const asksPasscode = row.link.passcode !== undefined;
  const save = async () => {
    const { alerts = [] } = alertsRequest(chosen, asksPasscode);
    await call('setLinkAlerts', { linkId: row.id, alerts });
    toast(alerts.length === 0 ? 'This link tells you nothing.' : 'The choice is saved.');
  };
  return (
    <ChangeDialog title="What this link tells you" save={save} onClose={onClose}>
      <AlertFields value={chosen} asksPasscode={asksPasscode} onChange={setChosen} />
      {row.link.opens > 0 && (
        <p className="muted">
          It has been opened already: its first opening is past, and it no longer expires unopened.
        </p>
      )}
    </ChangeDialog>
  );
}

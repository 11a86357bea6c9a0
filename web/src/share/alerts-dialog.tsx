import type { LinkAlert } from '@pacs/shared/messages';
import { possibleAlerts } from '@pacs/shared/link-documents';
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
  const possible = possibleAlerts(row.link);
  const save = async () => {
    const { alerts = [] } = alertsRequest(chosen, possible);
    await call('setLinkAlerts', { linkId: row.id, alerts });
    toast(alerts.length === 0 ? 'This link tells you nothing.' : 'The choice is saved.');
  };
  return (
    <ChangeDialog title="What this link tells you" save={save} onClose={onClose}>
      {row.link.opens > 0 && (
        <p className="muted">
          It has been opened already: its first opening is past, and it no longer expires unopened.
          {possible.length === 0 &&
            ' It asks for no passcode, so nothing can lock it: there is nothing left to tell.'}
        </p>
      )}
      {possible.length > 0 && <AlertFields value={chosen} possible={possible} onChange={setChosen} />}
    </ChangeDialog>
  );
}

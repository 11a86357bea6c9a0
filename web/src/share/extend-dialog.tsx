import { useState } from 'react';
import { call } from '../firebase/call.ts';
import { formatDateTime } from '../ui/format.ts';
import { toast } from '../ui/toast.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { expiryProblem, expiryRequest, weekFrom } from './core/lifetimes.ts';
import type { LinkRow } from './core/link-state.ts';
import { ExpiryFields } from './expiry-fields.tsx';

/** Another end for a link whose address stays the same. */
export function ExtendDialog({ row, onClose }: { row: LinkRow; onClose: () => void }) {
  const [expiry, setExpiry] = useState(() => weekFrom(Date.now()));
  const [expiryWords, setExpiryWords] = useState<string>();
  const isValid = () => {
    const words = expiryProblem(expiry, Date.now());
    setExpiryWords(words);
    return words === undefined;
  };
  const save = async () => {
    const { expiresAtMs } = await call('extendLink', { linkId: row.id, ...expiryRequest(expiry) });
    toast(`The link is valid until ${formatDateTime(expiresAtMs)}.`);
  };
  return (
    <ChangeDialog title="Change how long this link is valid" isValid={isValid} save={save} onClose={onClose}>
      <p className="muted">
        Its address stays the same: whoever has it opens the study until the new time. Now it ends{' '}
        {formatDateTime(row.link.expiresAtMs)}.
      </p>
      <ExpiryFields
        label="From now on, valid for"
        value={expiry}
        onChange={setExpiry}
        problem={expiryWords}
      />
    </ChangeDialog>
  );
}

import { useState } from 'react';
import { Form } from 'react-aria-components';
import { call } from '../firebase/call.ts';
import { errorWords } from '../ui/app-error-words.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { formatDateTime } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { toast } from '../ui/toast.tsx';
import { expiryProblem, expiryRequest, weekFrom } from './core/lifetimes.ts';
import type { LinkRow } from './core/link-state.ts';
import { ExpiryFields } from './expiry-fields.tsx';

/** Another end for a link whose address stays the same. */
export function ExtendDialog({ row, onClose }: { row: LinkRow; onClose: () => void }) {
  const [expiry, setExpiry] = useState(() => weekFrom(Date.now()));
  const [expiryWords, setExpiryWords] = useState<string>();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const extend = async () => {
    const words = expiryProblem(expiry, Date.now());
    setExpiryWords(words);
    if (words !== undefined) return;
    setPending(true);
    setProblem(undefined);
    try {
      const { expiresAtMs } = await call('extendLink', { linkId: row.id, ...expiryRequest(expiry) });
      toast(`The link is valid until ${formatDateTime(expiresAtMs)}.`);
      onClose();
    } catch (error) {
      setProblem(errorWords(error));
      setPending(false);
    }
  };
  return (
    <Dialog title="Change how long this link is valid" isOpen onClose={onClose}>
      <Form
        validationBehavior="aria"
        className="share-form"
        onSubmit={(event) => {
          event.preventDefault();
          void extend();
        }}
      >
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
        {problem !== undefined && <Notice tone="problem">{problem}</Notice>}
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={isPending}>
            Save
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

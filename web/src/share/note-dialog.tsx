import { limits } from '@pacs/shared/limits';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { call } from '../firebase/call.ts';
import { errorWords } from '../ui/app-error-words.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { toast } from '../ui/toast.tsx';
import type { LinkRow } from './core/link-state.ts';

/** What the owner writes beside a link, for themselves. */
export function NoteDialog({ row, onClose }: { row: LinkRow; onClose: () => void }) {
  const [note, setNote] = useState(row.link.note ?? '');
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const save = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      await call('noteLink', { linkId: row.id, note });
      toast('The note is saved.');
      onClose();
    } catch (error) {
      setProblem(errorWords(error));
      setPending(false);
    }
  };
  return (
    <Dialog title="Note on this link" isOpen onClose={onClose}>
      <Form
        validationBehavior="aria"
        className="share-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label="Note to yourself"
          hint="Only you see it: who it is for, and why."
          value={note}
          onChange={setNote}
          maxLength={limits.linkNoteMax}
          autoFocus
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

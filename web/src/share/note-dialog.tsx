import { limits } from '@pacs/shared/limits';
import { useState } from 'react';
import { call } from '../firebase/call.ts';
import { TextField } from '../ui/text-field.tsx';
import { toast } from '../ui/toast.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import type { LinkRow } from './core/link-state.ts';

/** What the owner writes beside a link, for themselves. */
export function NoteDialog({ row, onClose }: { row: LinkRow; onClose: () => void }) {
  const [note, setNote] = useState(row.link.note ?? '');
  const save = async () => {
    await call('noteLink', { linkId: row.id, note });
    toast('The note is saved.');
  };
  return (
    <ChangeDialog title="Note on this link" save={save} onClose={onClose}>
      <TextField
        label="Note to yourself"
        hint="Only you see it: who it is for, and why."
        value={note}
        onChange={setNote}
        maxLength={limits.linkNoteMax}
        autoFocus
      />
    </ChangeDialog>
  );
}

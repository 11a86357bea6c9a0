import { useState, type ReactNode } from 'react';
import { errorWords } from '../ui/app-error-words.ts';
import { Button } from '../ui/button.tsx';
import { CheckedForm } from '../ui/checked-form.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';

interface ChangeDialogProps {
  title: string;
  /** Whether what was entered can be saved; says itself what is wrong with it. */
  isValid?: () => boolean;
  /** What it throws is said, and the dialog stays. */
  save: () => Promise<void>;
  onClose: () => void;
  children: ReactNode;
}

/** One thing of a link, changed and saved. */
export function ChangeDialog({ title, isValid = () => true, save, onClose, children }: ChangeDialogProps) {
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const submit = async () => {
    if (!isValid()) return;
    setPending(true);
    setProblem(undefined);
    try {
      await save();
      onClose();
    } catch (error) {
      setProblem(errorWords(error));
      setPending(false);
    }
  };
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <CheckedForm className="share-form" onSubmit={submit}>
        {children}
        {problem !== undefined && <Notice tone="problem">{problem}</Notice>}
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={isPending}>
            Save
          </Button>
        </DialogActions>
      </CheckedForm>
    </Dialog>
  );
}

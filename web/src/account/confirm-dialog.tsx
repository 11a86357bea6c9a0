import { useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { AppError } from '@pacs/shared/errors';
import { confirmIdentity } from '../firebase/auth-actions.ts';
import { authWords } from '../firebase/auth-words.ts';
import { errorWords } from '../ui/app-error-words.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';

interface ConfirmDialogProps {
  title: string;
  /** The words on the button that does it: a verb and its object. */
  confirmLabel: string;
  danger?: boolean;
  hasPassword: boolean;
  /** Runs once it is certain who sits here. What it throws is said, and the dialog stays. */
  run: () => Promise<void>;
  onClose: () => void;
  children: ReactNode;
}

/** Asks for the password, or for Google's window, before something that only the account's owner may do. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, confirmLabel, danger = false, hasPassword, run, onClose, children } = props;
  const [password, setPassword] = useState('');
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const confirm = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      await confirmIdentity(hasPassword ? password : undefined);
      await run();
      onClose();
    } catch (error) {
      setProblem(error instanceof AppError ? errorWords(error) : authWords(error));
      setPending(false);
    }
  };
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <Form
        className="account-form"
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        {children}
        {hasPassword ? (
          <TextField
            label="Your password"
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
            isRequired
          />
        ) : (
          <p className="muted">Google asks you to sign in again, in a window of its own.</p>
        )}
        {problem !== undefined && <Notice tone="problem">{problem}</Notice>}
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant={danger ? 'danger' : 'primary'} isPending={isPending}>
            {confirmLabel}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

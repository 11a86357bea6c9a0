import { useState } from 'react';
import { Form } from 'react-aria-components';
import { changeEmail } from '../firebase/auth-actions.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';

/** The new address counts once its owner has followed the link that is sent to it. */
export function EmailForm({ hasPassword }: { hasPassword: boolean }) {
  const [email, setEmail] = useState('');
  const [isAsking, setAsking] = useState(false);
  const [sentTo, setSentTo] = useState<string>();
  return (
    <>
      <Form
        className="account-form"
        onSubmit={(event) => {
          event.preventDefault();
          setAsking(true);
        }}
      >
        <TextField
          label="New e-mail address"
          type="email"
          autoComplete="email"
          value={email}
          onChange={setEmail}
          isRequired
        />
        {sentTo !== undefined && (
          <Notice tone="success">
            Follow the link in the message to {sentTo}, then sign in with the new address. Until then the old
            one counts.
          </Notice>
        )}
        <div>
          <Button type="submit">Change e-mail address</Button>
        </div>
      </Form>
      {isAsking && (
        <ConfirmDialog
          title="Change your e-mail address?"
          confirmLabel="Send the link"
          hasPassword={hasPassword}
          run={async () => {
            await changeEmail(email.trim());
            setSentTo(email.trim());
            setEmail('');
          }}
          onClose={() => {
            setAsking(false);
          }}
        >
          <p>
            A link goes to <strong>{email}</strong>. Your studies and links stay as they are.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

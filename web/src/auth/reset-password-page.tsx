import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Link } from 'react-router';
import { sendPasswordReset } from '../firebase/auth-actions.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useTitle } from '../ui/use-title.ts';
import { AuthCard } from './auth-card.tsx';
import { isUnknownAccount } from '../firebase/auth-words.ts';
import { useSubmit } from './use-submit.ts';

export default function ResetPasswordPage() {
  useTitle('Reset password');
  const [sent, setSent] = useState(false);
  const form = useSubmit(async (field) => {
    try {
      await sendPasswordReset(field('email').trim());
    } catch (error) {
      // The same answer with and without an account, so that nobody can ask which addresses have one.
      if (!isUnknownAccount(error)) throw error;
    }
    setSent(true);
  });
  return (
    <AuthCard title="Reset password" lead="We send a link to choose a new one.">
      {sent ? (
        <Notice tone="success">
          If there is an account with this address, a message with a link is on its way. Look among the spam
          too.
        </Notice>
      ) : (
        <Form className="auth-form" onSubmit={form.onSubmit}>
          <TextField label="E-mail" name="email" type="email" autoComplete="username" isRequired />
          {form.problem !== undefined && <Notice tone="problem">{form.problem}</Notice>}
          <Button type="submit" variant="primary" isPending={form.isPending}>
            Send the link
          </Button>
        </Form>
      )}
      <p className="auth-links">
        <Link to="/sign-in">Back to sign-in</Link>
      </p>
    </AuthCard>
  );
}

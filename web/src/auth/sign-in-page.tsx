import { Form } from 'react-aria-components';
import { Link, useLocation } from 'react-router';
import { signIn } from '../firebase/auth-actions.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useTitle } from '../ui/use-title.ts';
import { AuthCard } from './auth-card.tsx';
import { GoogleButton } from './google-button.tsx';
import { useSubmit } from './use-submit.ts';

export default function SignInPage() {
  useTitle('Sign in');
  const { state } = useLocation() as { state: unknown };
  const form = useSubmit((field) => signIn(field('email').trim(), field('password')));
  return (
    <AuthCard title="Sign in">
      <Form className="auth-form" onSubmit={form.onSubmit}>
        <TextField label="E-mail" name="email" type="email" autoComplete="username" isRequired />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          isRequired
        />
        {form.problem !== undefined && <Notice tone="problem">{form.problem}</Notice>}
        <Button type="submit" variant="primary" isPending={form.isPending}>
          Sign in
        </Button>
      </Form>
      <GoogleButton />
      <p className="auth-links">
        <Link to="/reset-password">Forgotten password</Link>
        <Link to="/sign-up" state={state}>
          Make an account
        </Link>
      </p>
    </AuthCard>
  );
}

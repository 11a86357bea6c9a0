import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Link, Navigate, useLocation, useNavigate } from 'react-router';
import { sendVerification, signUp } from '../firebase/auth-actions.ts';
import { call } from '../firebase/call.ts';
import { passwordProblem } from '../firebase/password.ts';
import { useSession } from '../firebase/use-session.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useTitle } from '../ui/use-title.ts';
import { AuthCard } from './auth-card.tsx';
import { GoogleButton } from './google-button.tsx';
import { TermsSentence, termsTextVersion, WhatItIs } from './terms-text.tsx';
import { useSubmit } from './use-submit.ts';

export default function SignUpPage() {
  useTitle('Make an account');
  const session = useSession();
  const navigate = useNavigate();
  const { state } = useLocation() as { state: unknown };
  /** Signing up signs in at once; the page stays until the confirmation is recorded too. */
  const [underWay, setUnderWay] = useState(false);

  const form = useSubmit(async (field) => {
    setUnderWay(true);
    try {
      await signUp(field('email').trim(), field('password'), field('displayName').trim());
    } catch (error) {
      setUnderWay(false);
      throw error;
    }
    // Either can be made up for later: the guard asks again for the terms, the banner sends another mail.
    await Promise.allSettled([
      call('acceptTerms', { terms: 'professionalAdult', textVersion: termsTextVersion }),
      sendVerification(),
    ]);
    await navigate('/studies', { replace: true });
  });

  if (session.status === 'signed-in' && !underWay) return <Navigate to="/studies" replace />;
  return (
    <AuthCard
      title="Make an account"
      lead="With your e-mail address and a password. What the app is and isn’t:"
    >
      <WhatItIs />
      <Form className="auth-form" onSubmit={form.onSubmit}>
        <TextField label="Name (optional)" name="displayName" autoComplete="name" maxLength={100} />
        <TextField label="E-mail" name="email" type="email" autoComplete="username" isRequired />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          hint="At least 10 characters. A few words are easier to remember than signs."
          validate={passwordProblem}
          isRequired
        />
        <Checkbox name="terms" value="accepted" isRequired>
          <TermsSentence />
        </Checkbox>
        {form.problem !== undefined && <Notice tone="problem">{form.problem}</Notice>}
        <Button type="submit" variant="primary" isPending={form.isPending}>
          Make an account
        </Button>
      </Form>
      <GoogleButton />
      <p className="auth-links">
        <Link to="/sign-in" state={state}>
          I have an account
        </Link>
      </p>
    </AuthCard>
  );
}

import { useState } from 'react';
import { Form } from 'react-aria-components';
import { call } from '../firebase/call.ts';
import { signOut } from '../firebase/sign-out.ts';
import { errorWords } from '../ui/app-error-words.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Notice } from '../ui/notice.tsx';
import { useTitle } from '../ui/use-title.ts';
import { AuthCard } from './auth-card.tsx';
import { TermsSentence, termsTextVersion, WhatItIs } from './terms-text.tsx';

/** Stands before everything else for an account without a recorded confirmation, such as a new one from Google. */
export default function ConfirmTerms() {
  useTitle('Before you start');
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const confirm = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      // The guard sees the recorded confirmation in the live document and lets the page through.
      await call('acceptTerms', { terms: 'professionalAdult', textVersion: termsTextVersion });
    } catch (error) {
      setProblem(errorWords(error));
      setPending(false);
    }
  };
  return (
    <AuthCard title="Before you start" lead="What the app is and what it isn’t:">
      <WhatItIs />
      <Form
        className="auth-form"
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        <Checkbox name="terms" value="accepted" isRequired>
          <TermsSentence />
        </Checkbox>
        {problem !== undefined && <Notice tone="problem">{problem}</Notice>}
        <Button type="submit" variant="primary" isPending={isPending}>
          Continue
        </Button>
      </Form>
      <p className="auth-links">
        <button type="button" className="footer-button" onClick={() => void signOut()}>
          Sign out instead
        </button>
      </p>
    </AuthCard>
  );
}

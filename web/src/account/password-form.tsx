import { useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { changePassword } from '../firebase/auth-actions.ts';
import { authWords } from '../firebase/auth-words.ts';
import { passwordProblem } from '../firebase/password.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { toast } from '../ui/toast.tsx';

const textOf = (data: FormData, name: string): string => {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
};

/** `email` is there for password managers, so that they change the right entry. */
export function PasswordForm({ email }: { email: string }) {
  const form = useRef<HTMLFormElement>(null);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const save = async (data: FormData) => {
    setPending(true);
    setProblem(undefined);
    try {
      await changePassword(textOf(data, 'current'), textOf(data, 'new'));
      form.current?.reset();
      toast('Password changed.');
    } catch (error) {
      setProblem(authWords(error));
    } finally {
      setPending(false);
    }
  };
  return (
    <Form
      ref={form}
      className="account-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save(new FormData(event.currentTarget));
      }}
    >
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <TextField
        label="Current password"
        name="current"
        type="password"
        autoComplete="current-password"
        isRequired
      />
      <TextField
        label="New password"
        name="new"
        type="password"
        autoComplete="new-password"
        hint="At least 10 characters."
        validate={passwordProblem}
        isRequired
      />
      {problem !== undefined && <Notice tone="problem">{problem}</Notice>}
      <div>
        <Button type="submit" isPending={isPending}>
          Change password
        </Button>
      </div>
    </Form>
  );
}

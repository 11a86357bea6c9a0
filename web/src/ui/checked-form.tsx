import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { Form } from 'react-aria-components';

export interface CheckedFormProps {
  className?: string;
  /** Sends what is right, or says in the fields what is wrong. */
  onSubmit: () => Promise<void>;
  children: ReactNode;
}

/** A form that its page checks as a whole when it is sent: the first field that is wrong then has the focus. */
export function CheckedForm({ className, onSubmit, children }: CheckedFormProps) {
  return (
    <Form
      validationBehavior="aria"
      {...(className === undefined ? {} : { className })}
      onSubmit={(event) => {
        event.preventDefault();
        // What is wrong is said before anything is waited for: it has to be drawn to be found.
        flushSync(() => void onSubmit());
        event.currentTarget.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
      }}
    >
      {children}
    </Form>
  );
}

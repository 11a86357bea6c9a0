import type { Attestation } from '@pacs/shared/documents';
import type { z } from 'zod';
import { useState, type SyntheticEvent } from 'react';
import { Form } from 'react-aria-components';
import { useNavigate } from 'react-router';
import { changeDisplayName } from '../firebase/auth-actions.ts';
import { signOut } from '../firebase/sign-out.ts';
import { Button } from '../ui/button.tsx';
import { formatDateTime } from '../ui/format.ts';
import { Badge } from '../ui/notice.tsx';
import { Loading } from '../ui/spinner.tsx';
import { TextField } from '../ui/text-field.tsx';
import { toast } from '../ui/toast.tsx';
import { useTitle } from '../ui/use-title.ts';
import { PasswordForm } from './password-form.tsx';
import { useUser } from './use-user.ts';
import './account.css';

function Confirmation({ name, given }: { name: string; given: z.infer<typeof Attestation> | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {given === undefined ? (
          <span className="muted">Not yet; asked when it is needed.</span>
        ) : (
          <>
            {formatDateTime(given.atMs)} <span className="muted">· text of {given.textVersion}</span>
          </>
        )}
      </dd>
    </div>
  );
}

function NameForm({ displayName }: { displayName: string }) {
  const [isPending, setPending] = useState(false);
  const save = async (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const value = new FormData(event.currentTarget).get('displayName');
    setPending(true);
    try {
      await changeDisplayName(typeof value === 'string' ? value.trim() : '');
      toast('Name saved.');
    } catch {
      toast('The name could not be saved. Try again.', 'problem');
    } finally {
      setPending(false);
    }
  };
  return (
    <Form className="account-form" onSubmit={(event) => void save(event)}>
      <TextField
        label="Name (optional)"
        name="displayName"
        autoComplete="name"
        defaultValue={displayName}
        maxLength={100}
      />
      <div>
        <Button type="submit" isPending={isPending}>
          Save name
        </Button>
      </div>
    </Form>
  );
}

export default function AccountPage() {
  useTitle('Your account');
  const current = useUser();
  const navigate = useNavigate();
  if (current.status !== 'signed-in') return <Loading />;
  const { user, document } = current;
  const leave = async () => {
    await signOut();
    await navigate('/', { replace: true });
  };
  return (
    <div className="account-page">
      <h1>Your account</h1>
      <section aria-labelledby="profile">
        <h2 id="profile">Profile</h2>
        <dl>
          <div>
            <dt>E-mail</dt>
            <dd>
              {user.email}{' '}
              {user.emailVerified ? (
                <Badge tone="success">Confirmed</Badge>
              ) : (
                <Badge tone="warning">Not confirmed</Badge>
              )}
            </dd>
          </div>
          {document !== undefined && (
            <div>
              <dt>Account since</dt>
              <dd>{formatDateTime(document.createdAtMs)}</dd>
            </div>
          )}
        </dl>
        <NameForm displayName={user.displayName} />
      </section>
      <section aria-labelledby="confirmed">
        <h2 id="confirmed">What you have confirmed</h2>
        <dl>
          <Confirmation name="Healthcare professional, 18 or older" given={document?.professionalAdult} />
          <Confirmation name="Legal grounds for what you upload" given={document?.uploadGrounds} />
        </dl>
      </section>
      {user.hasPassword && (
        <section aria-labelledby="password">
          <h2 id="password">Password</h2>
          <PasswordForm email={user.email} />
        </section>
      )}
      <section aria-labelledby="leave">
        <h2 id="leave">This browser</h2>
        <p className="muted">
          Signing out stops uploads under way and removes what the app has kept in this browser, except your
          cookie preferences.
        </p>
        <div>
          <Button onPress={() => void leave()}>Sign out</Button>
        </div>
      </section>
    </div>
  );
}

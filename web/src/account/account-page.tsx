import type { Attestation } from '@pacs/shared/documents';
import type { z } from 'zod';
import { formatDateTime } from '../ui/format.ts';
import { Badge } from '../ui/notice.tsx';
import { Loading } from '../ui/loading.tsx';
import { useTitle } from '../ui/use-title.ts';
import { DeletionSection } from './deletion-section.tsx';
import { EmailForm } from './email-form.tsx';
import { ExportSection } from './export-section.tsx';
import { KeepingForm } from './keeping-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { ProfileForm } from './profile-form.tsx';
import { SessionsSection } from './sessions-section.tsx';
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

export default function AccountPage() {
  useTitle('Your account');
  const current = useUser();
  if (current.status !== 'signed-in') return <Loading />;
  const { user, document } = current;
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
        <ProfileForm displayName={user.displayName} profile={document?.profile} />
      </section>
      <section aria-labelledby="confirmed">
        <h2 id="confirmed">What you have confirmed</h2>
        <dl>
          <Confirmation name="Healthcare professional, 18 or older" given={document?.professionalAdult} />
          <Confirmation name="Legal grounds for what you upload" given={document?.uploadGrounds} />
        </dl>
      </section>
      <section aria-labelledby="email">
        <h2 id="email">E-mail address</h2>
        <EmailForm hasPassword={user.hasPassword} />
      </section>
      {user.hasPassword && (
        <section aria-labelledby="password">
          <h2 id="password">Password</h2>
          <PasswordForm email={user.email} />
        </section>
      )}
      <SessionsSection />
      <section aria-labelledby="keeping">
        <h2 id="keeping">How long studies are kept</h2>
        <p className="muted">
          Of studies for which you have chosen nothing else in the list. A legal hold on a study goes before.
        </p>
        <KeepingForm rule={document?.keepRule} />
      </section>
      <ExportSection uid={user.uid} hasPassword={user.hasPassword} />
      <DeletionSection uid={user.uid} hasPassword={user.hasPassword} />
    </div>
  );
}

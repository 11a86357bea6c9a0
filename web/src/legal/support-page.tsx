import { Link } from 'react-router';
import { LegalPage, Mail } from './legal-page.tsx';
import { operator } from './operator.ts';
import { policies } from './policies.ts';

/** Help, and whom to ask. */
export default function SupportPage() {
  const { name, address, supportEmail, privacyEmail, supportHours } = operator();
  return (
    <LegalPage
      policy={policies.support}
      lead={
        <>
          Something does not work, or you have a question? Write to <Mail to={supportEmail} />.
          {supportHours !== undefined && ` ${supportHours}`}
        </>
      }
    >
      <p>
        Please send no images and no patient’s name, and no viewer link that still works. What helps: the
        time, the browser, what you did and what you saw.
      </p>
      <h2>Common questions</h2>
      <h3>A file was not taken</h3>
      <p>
        Under the upload, each file that was left out stands with its reason. DICOM files and ZIP archives are
        taken, from folders and discs too. An interrupted upload goes on when the page is opened again.
      </p>
      <h3>A link does not open</h3>
      <p>
        Links expire, can be withdrawn, and may ask for a passcode or allow only some openings. Ask whoever
        sent it for a new one: we cannot open it for you.
      </p>
      <h3>Somebody else should no longer see a study</h3>
      <p>
        Revoke the link under “Links”: it opens nothing from then on. Deleting the study ends all of its
        links.
      </p>
      <h3>You cannot sign in</h3>
      <p>
        <Link to="/reset-password">Choose a new password</Link>; the message comes within minutes. If you
        signed up with Google, use “Continue with Google”.
      </p>
      <h3>You want to leave, or take your data with you</h3>
      <p>
        Both are under <Link to="/account">Account</Link>: a copy of everything, and the end of the account
        with all that is in it. You need not write to us for it.
      </p>
      <h2>Your data</h2>
      <p>
        What is kept, why and how long is in the <Link to={policies.privacy.path}>privacy policy</Link>; who
        else is involved under <Link to={policies.processors.path}>processors</Link>. Questions about it:{' '}
        <Mail to={privacyEmail} />. If you have found a weakness,{' '}
        <Link to={policies.security.path}>report it</Link>.
      </p>
      <h2>Who we are</h2>
      <p>
        {name}, {address}.
      </p>
      <p>
        <strong>Not for emergencies and not for primary diagnosis.</strong> For medical questions turn to
        those who treat you.
      </p>
    </LegalPage>
  );
}

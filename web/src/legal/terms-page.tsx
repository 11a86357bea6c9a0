import { Link } from 'react-router';
import { LegalPage, Mail } from './legal-page.tsx';
import { operator } from './operator.ts';
import { policies } from './policies.ts';

export default function TermsPage() {
  const { name, address, supportEmail } = operator();
  return (
    <LegalPage
      policy={policies.terms}
      lead="What Radiology PACS App is for, what it is not for, and what each side undertakes."
    >
      <h2>Intended use</h2>
      <p>
        The app is for viewing and sharing radiology studies between healthcare professionals, and with the
        people they choose to show them to.
      </p>
      <ul>
        <li>
          <strong>Not for primary diagnosis.</strong> It is not a medical device. Screens, browsers and
          compression differ; decisions about patients rest on the original images in a system made for
          reading them.
        </li>
        <li>
          <strong>Not an archive.</strong> Keep your originals. Nothing here replaces the retention that the
          law asks of you.
        </li>
        <li>
          <strong>Not for emergencies.</strong> The service can be down, and a link can expire while somebody
          needs it.
        </li>
      </ul>
      <h2>Who may use it</h2>
      <p>
        Healthcare professionals of 18 or older, each with an account of their own. Viewer links can be opened
        without an account by those they are meant for.
      </p>
      <h2>What you undertake</h2>
      <ul>
        <li>
          You upload only what you have the legal grounds for: the treatment relationship, the patient’s
          consent, or another ground your law gives you. You confirm this before your first upload.
        </li>
        <li>
          You don’t upload data under HIPAA unless a separate Business Associate Agreement with us has been
          signed.
        </li>
        <li>You send viewer links only to the person they are for, for as short a time as will do.</li>
        <li>You keep your password to yourself and tell us if somebody else may have it.</li>
        <li>
          You don’t try to reach what is not yours, overload the service, or use it for anything unlawful.
        </li>
      </ul>
      <h2>What we undertake</h2>
      <ul>
        <li>
          To show the images as they were uploaded, and to say where something is missing or compressed with
          loss.
        </li>
        <li>
          To process studies only to provide the service, as the <Link to="/privacy">privacy policy</Link>{' '}
          says.
        </li>
        <li>To delete what you delete, within the times named there.</li>
      </ul>
      <h2>Availability and liability</h2>
      <p>
        The service is offered as it is, without a promised availability. Nothing here limits liability for
        intent and gross negligence, for injury to life, body or health, or where the law does not allow it;
        beyond that we answer only for foreseeable damage from a breach of essential duties.
      </p>
      <h2>Ending it</h2>
      <p>
        You can leave at any time: under <Link to="/account">Account</Link> you take everything with you and
        delete the account, with all that is in it. We may close accounts that break these terms; where that
        is safe we say so beforehand, so that you can fetch what is yours.
      </p>
      <h2>Contact</h2>
      <p>
        {name}, {address}, <Mail to={supportEmail} />. Changes to these terms are posted here with a new date.
      </p>
    </LegalPage>
  );
}

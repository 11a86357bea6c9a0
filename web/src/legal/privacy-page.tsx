import { Link } from 'react-router';
import { webConfig } from '../firebase/config.ts';
import { LegalPage, Mail, Outside } from './legal-page.tsx';
import { operator } from './operator.ts';
import { policies } from './policies.ts';
import { RetentionTable } from './retention-table.tsx';

export default function PrivacyPage() {
  const { name, address, privacyEmail, dataProtectionOfficer, supervisoryAuthority, dataLocation } =
    operator();
  return (
    <LegalPage
      policy={policies.privacy}
      lead="Radiology PACS App lets healthcare professionals view and share radiology studies in the browser. Nobody sees a study without an unexpired, unrevoked right to it, and nothing is counted about you without your yes."
    >
      <h2>Who is responsible</h2>
      <p>
        {name}, {address}. Privacy contact: <Mail to={privacyEmail} />.
        {dataProtectionOfficer !== undefined && ` Data protection officer: ${dataProtectionOfficer}.`}
      </p>
      <p>
        For your account we are the controller. For the patients’ data in the studies you upload, you or your
        institution are the controller and we process it for you, on your instructions: to store, show and
        share what you choose.
      </p>

      <h2>What we process</h2>
      <ul>
        <li>
          <strong>Account.</strong> Your e-mail address, a user id, a password that only Firebase
          Authentication holds (as a hash), and what you tell of yourself: name, specialty, role and telephone
          number, each only if you like. When you confirmed that you are a professional of 18 or older, and
          that you have the legal grounds to upload.
        </li>
        <li>
          <strong>Studies.</strong> The DICOM files and ZIP archives you upload. They may hold patients’
          identity and health data and are treated as confidential throughout. From their headers we take what
          the list, the search and the viewer need: patient’s name, ID, birth date and sex, study identifiers,
          date, description, modality, and technical facts of the images. We also keep sizes and checksums.
          File names don’t leave your computer.
        </li>
        <li>
          <strong>Viewer links.</strong> When you made a link, for how long, your note to yourself, how often
          and when it was opened, and what you have asked to be told. The link’s address is stored only as a
          checksum.
        </li>
        {webConfig().sendsMail && (
          <li>
            <strong>Messages.</strong> A link that you have us send by e-mail: to which address, your words,
            and the link itself, until it is delivered; after two days at most it is removed. The message
            names you by your e-mail address. Alerts about your links go to your own.
          </li>
        )}
        <li>
          <strong>Access log.</strong> Which study was opened, shared or deleted, by which account or link,
          when, from which shortened network address and kind of browser. Ids only, no names of patients.
        </li>
        <li>
          <strong>Server logs.</strong> Network address, kind of browser, address of the request and time, as
          every web server records them.
        </li>
        <li>
          <strong>Cookie choices.</strong> As proof of each choice: what was chosen, when, in which version
          and language of the question, whether your browser sent Global Privacy Control, and a random number
          that stays in your browser too. Not your network address, and not your account.
        </li>
        <li>
          <strong>Requests about your data.</strong> What you ask, your e-mail address, and what is written
          about it until it is answered.
        </li>
        <li>
          <strong>Usage counts, only after your yes.</strong> Which kinds of pages and functions are used and
          how long they take in rough steps. No names, images, ids or text. See{' '}
          <Link to="/cookies">Cookies</Link>.
        </li>
      </ul>
      <p>
        We don’t analyse images, don’t train anything with them, and don’t sell or rent data. Should a
        function that analyses images be offered one day, it would run only where you switch it on. From usage
        we may derive totals that identify nobody.
      </p>

      <h2>Why, and on what legal basis</h2>
      <ul>
        <li>
          To provide the service you signed up for: account, upload, viewing, links (contract, Art. 6(1)(b)
          GDPR).
        </li>
        <li>
          Patients’ data in studies: on your behalf under Art. 28 GDPR. The legal ground for it, including
          Art. 9 for health data, is yours to have; you confirm it before your first upload.
        </li>
        <li>
          Security, prevention of fraud and misuse, repair and improvement: access log, server logs and limits
          (legitimate interest, Art. 6(1)(f) GDPR).
        </li>
        <li>
          To meet laws that bind us: answers to requests about data, proofs of consent (legal obligation, Art.
          6(1)(c) with Art. 7(1) and 12 GDPR).
        </li>
        <li>
          Analytics and advertising: only with your consent (Art. 6(1)(a) GDPR), which you can take back at
          any time under “Cookie preferences” in the footer, or by clearing <code>tracking-consent</code> in
          your browser’s local storage. A browser that sends Global Privacy Control has said no for you. There
          is no advertising in the app today.
        </li>
      </ul>

      <h2>HIPAA</h2>
      <p>
        We are not your business associate by these terms alone. Obligations under HIPAA apply only where a
        separate Business Associate Agreement has been signed. Don’t upload protected health information under
        HIPAA without one.
      </p>

      <h2>Where it is and who else is involved</h2>
      <p>
        Studies, their data and the functions that process them are kept in {dataLocation}. We use Google’s
        Firebase and Google Cloud; sign-in data is processed by Google in the United States too. Everyone
        involved, with purpose, place and contracts, is on{' '}
        <Link to="/processors">Processors &amp; subprocessors</Link>. Transfers outside the European Economic
        Area rest on the EU–US Data Privacy Framework and the standard contractual clauses in Google’s terms.
      </p>
      <p>
        We give data to others only where you share it (a viewer link shows the study, with the patient’s
        name, to whoever holds it), to the processors named, or where a law compels us.
      </p>

      <h2>How long we keep it</h2>
      <RetentionTable />
      <p>
        The app is not an archive. Keep your originals: what you delete here is gone, and we don’t promise to
        keep what you don’t delete.
      </p>

      <h2>How it is protected</h2>
      <ul>
        <li>Encrypted on the way (TLS) and at rest.</li>
        <li>
          Storage is closed to everyone; images are fetched with signed addresses that live ten minutes at
          most.
        </li>
        <li>Viewer links hold a random secret, expire by themselves and can be revoked.</li>
        <li>Database rules let you read your own documents only, and every access to a study is logged.</li>
      </ul>
      <p>
        Found a weakness? <Link to="/security">Report it</Link>.
      </p>

      <h2>Your rights</h2>
      <p>
        You can ask for access, rectification, erasure, restriction and portability, and object to processing
        that rests on legitimate interest. Use the <Link to="/rights">form for requests</Link> or write to{' '}
        <Mail to={privacyEmail} />. We verify that it is you and answer within 30 days. With an account you
        can do most of it yourself, under <Link to="/account">Account</Link>.
      </p>
      <p>
        <strong>If you are a patient</strong> whose images are here, turn first to the professional or
        institution that treats you: they decide about them. If you write to us, we pass your request on to
        them and help them with it.
      </p>
      <p>
        You can complain to <Outside href={supervisoryAuthority.url}>{supervisoryAuthority.name}</Outside>.
      </p>

      <h2>Age</h2>
      <p>
        Accounts are for professionals of 18 or older, not for children. Images of children may be uploaded by
        the professionals who treat them.
      </p>

      <h2>Changes</h2>
      <p>
        We post changes here with a new date, below with what has changed. People with an account are told at
        their next sign-in, and we keep which version they have seen. Where the law asks for it, we ask for
        your consent again before they apply; about cookies also whenever the purposes change, and after six
        months.
      </p>
    </LegalPage>
  );
}

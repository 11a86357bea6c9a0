import { LegalPage, LegalTable, Mail, Outside } from './legal-page.tsx';
import { operator } from './operator.ts';

const firebaseDocuments = (
  <>
    <Outside href="https://firebase.google.com/support/privacy">Privacy</Outside>
    {' · '}
    <Outside href="https://firebase.google.com/terms/data-processing-terms">DPA</Outside>
  </>
);
const cloudDocuments = (
  <>
    <Outside href="https://cloud.google.com/terms/cloud-privacy-notice">Privacy</Outside>
    {' · '}
    <Outside href="https://cloud.google.com/terms/data-processing-addendum">DPA</Outside>
  </>
);
const analyticsDocuments = (
  <>
    <Outside href="https://support.google.com/analytics/answer/6004245">Privacy</Outside>
    {' · '}
    <Outside href="https://business.safety.google/adsprocessorterms/">DPA</Outside>
  </>
);

export default function ProcessorsPage() {
  const { dataLocation, privacyEmail, mailService } = operator();
  return (
    <LegalPage
      title="Processors & subprocessors"
      lead="Everyone who processes data for us: what for, where, and under which documents."
    >
      <h2>Processors</h2>
      {mailService !== undefined && (
        <p>
          {mailService.name} ({mailService.place}) delivers e-mail: links that you have us send, with your
          words and both addresses, and alerts about your links. No study and no patient data passes through
          it.
        </p>
      )}
      <p>
        {mailService === undefined ? 'All' : 'All others'} are services of Google: Google Cloud EMEA Limited
        (Ireland) for customers in Europe, Google LLC (United States) elsewhere.
      </p>
      <LegalTable
        caption="Processors"
        head={['Service', 'Purpose', 'Data', 'Place', 'Documents']}
        rows={[
          [
            'Firebase Authentication',
            'Accounts and sign-in; mails for confirmation and password reset',
            'E-mail address, password hash, name if given, network address, times',
            'United States',
            firebaseDocuments,
          ],
          [
            'Cloud Firestore',
            'List of studies, links, access log',
            'Header fields incl. patient identity, ids',
            dataLocation,
            cloudDocuments,
          ],
          [
            'Cloud Storage',
            'Uploads and images',
            'DICOM data incl. health data',
            dataLocation,
            cloudDocuments,
          ],
          [
            'Cloud Functions and Cloud Run',
            'Reading uploads, opening studies, signing addresses',
            'All of the above, while it is processed',
            dataLocation,
            cloudDocuments,
          ],
          [
            'Firebase Hosting',
            'Delivers the web app',
            'Network address and browser of requests',
            'Worldwide network of Google',
            firebaseDocuments,
          ],
          [
            'Cloud Logging',
            'Server logs for security and repair',
            'Network address, times, ids',
            dataLocation,
            cloudDocuments,
          ],
          [
            'Google Analytics for Firebase',
            'Usage counts, only where switched on by us and only after your yes',
            'Kind of page and action, rough durations, a random id of Google',
            'European Union and United States',
            analyticsDocuments,
          ],
          [
            'Google sign-in',
            'Only if you choose “Continue with Google”',
            'E-mail address, name',
            'Worldwide',
            <Outside key="google" href="https://policies.google.com/privacy">
              Privacy
            </Outside>,
          ],
        ]}
      />
      <h2>Subprocessors</h2>
      <p>
        Google engages further companies, such as its own affiliates and support providers. It lists them for{' '}
        <Outside href="https://firebase.google.com/terms/subprocessors">Firebase</Outside> and for{' '}
        <Outside href="https://cloud.google.com/terms/subprocessors">Google Cloud</Outside>, and announces
        changes there.
      </p>
      <h2>Health data</h2>
      <p>
        Studies are in Cloud Firestore and Cloud Storage and pass through Cloud Functions, nothing else. No
        patient data goes to Firebase Authentication, Hosting, Analytics or into logs.
      </p>
      <h2>Changes</h2>
      <p>
        A new processor is named here before it is used. Questions: <Mail to={privacyEmail} />.
      </p>
    </LegalPage>
  );
}

import { webConfig } from '../firebase/config.ts';
import { LegalPage, LegalTable, Mail, Outside } from './legal-page.tsx';
import { operator } from './operator.ts';
import { policies } from './policies.ts';
import { processorsOf, type Processor } from './processors.ts';

function Documents({ privacyUrl, dpaUrl, name }: Processor) {
  const links = [
    { href: dpaUrl, words: 'Data processing agreement' },
    { href: privacyUrl, words: 'Privacy' },
  ].flatMap(({ href, words }) => (href === undefined ? [] : [{ href, words }]));
  if (links.length === 0) return 'On request';
  return (
    <ul className="legal-documents">
      {links.map(({ href, words }) => (
        <li key={words}>
          <Outside href={href}>
            {words}
            <span className="visually-hidden"> of {name}</span>
          </Outside>
        </li>
      ))}
    </ul>
  );
}

export default function ProcessorsPage() {
  const facts = operator();
  const processors = processorsOf(facts, webConfig().firebase.measurementId !== undefined);
  return (
    <LegalPage
      policy={policies.processors}
      lead="Everyone who processes data for us: what for, where, and under which documents."
    >
      <h2>Processors</h2>
      <LegalTable
        caption="Processors"
        head={['Service', 'Purpose', 'Data', 'Place', 'Documents']}
        rows={processors.map((one) => [
          <span key="name">
            {one.name}
            <span className="legal-company">{one.company}</span>
          </span>,
          one.purpose,
          one.data,
          one.place,
          <Documents key="documents" {...one} />,
        ])}
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
        A new processor is named here before it is used, and people with an account are told when they sign
        in. Questions: <Mail to={facts.privacyEmail} />.
      </p>
    </LegalPage>
  );
}

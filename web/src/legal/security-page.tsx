import { LegalPage, Mail } from './legal-page.tsx';
import { operator } from './operator.ts';
import { policies } from './policies.ts';

export default function SecurityPage() {
  const { securityEmail } = operator();
  return (
    <LegalPage
      policy={policies.security}
      lead={
        <>
          If you have found a weakness, write to <Mail to={securityEmail} />. We thank you for it.
        </>
      }
    >
      <h2>What helps us</h2>
      <ul>
        <li>What you did, step by step, and what happened.</li>
        <li>The address, time, and browser.</li>
        <li>What somebody could do with it, as you see it.</li>
      </ul>
      <p>
        Please send no patient data and no viewer link that still works. If you came across somebody’s data,
        stop there, keep no copy, and tell us.
      </p>
      <h2>What you can expect</h2>
      <ul>
        <li>An answer from a person within five working days.</li>
        <li>News about what we find and when it is mended, and credit if you want it.</li>
        <li>
          No legal steps against research in good faith that uses your own accounts and studies, harms
          nobody’s data or service, and gives us time to mend before it is published.
        </li>
      </ul>
      <h2>How studies are protected</h2>
      <p>
        TLS everywhere; storage that nobody can read without a signed address of ten minutes at most; viewer
        links with 160 random bits, stored as a checksum, that expire and can be revoked; rules that deny by
        default; a log of every access.
      </p>
    </LegalPage>
  );
}

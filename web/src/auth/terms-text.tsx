import { Link } from 'react-router';

/** Version of the words below, recorded with the confirmation. Raise it when they change. */
export const termsTextVersion = '2026-02-08';

export function WhatItIs() {
  return (
    <ul className="auth-aside">
      <li>For viewing and sharing radiology studies that you have the right to handle.</li>
      <li>Not for primary diagnosis: it is not a medical device for reading.</li>
      <li>Not an archive: keep your originals. Studies go when you delete them.</li>
    </ul>
  );
}

export function TermsSentence() {
  return (
    <>
      I am a healthcare professional, 18 or older, and I accept the <Link to="/terms">terms of use</Link>. I
      have read the <Link to="/privacy">privacy policy</Link>.
    </>
  );
}

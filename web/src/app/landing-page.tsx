import { Link } from 'react-router';
import { useTitle } from '../ui/use-title.ts';
import { LightBox } from './light-box.tsx';
import './landing.css';

const steps = [
  {
    title: 'Drop',
    text: 'Files, folders, a CD or a ZIP. You see which patients, studies and images were recognised before anything leaves your computer.',
  },
  {
    title: 'Look',
    text: 'Seconds later the study is in your list and opens in the browser: stacks, windowing, zoom. Nothing to install.',
  },
  {
    title: 'Share',
    text: 'A link opens one study, for an hour or for thirty days, without an account. It expires by itself, and you can revoke it.',
  },
] as const;

export default function LandingPage() {
  useTitle();
  return (
    <div className="landing">
      <section className="landing-hero">
        <div>
          <h1>Radiology studies, on screen and in the right hands.</h1>
          <p className="landing-lead">
            View your patients’ studies in the browser and show them to a colleague by a link that expires.
            Nobody else sees them.
          </p>
          <p className="landing-actions">
            <Link to="/sign-up" className="ui-button" data-variant="primary">
              Make an account
            </Link>
            <Link to="/sign-in" className="ui-button" data-variant="secondary">
              Sign in
            </Link>
          </p>
          <p className="landing-local">
            Only to look at a CD or a folder: <Link to="/local">open it from this computer</Link>, without an
            account and without an upload.
          </p>
        </div>
        <LightBox />
      </section>
      <ol className="landing-steps">
        {steps.map(({ title, text }) => (
          <li key={title}>
            <h2>{title}</h2>
            <p>{text}</p>
          </li>
        ))}
      </ol>
      <section className="landing-plain" aria-labelledby="plain">
        <h2 id="plain">Said plainly</h2>
        <ul>
          <li>
            For viewing and sharing. Not for primary diagnosis, and not an archive: keep your originals.
          </li>
          <li>
            For healthcare professionals of 18 or older, with the legal grounds to handle what they upload.
          </li>
          <li>
            Images are reached by signed addresses that live ten minutes. Nothing is counted about you before
            you say yes. <Link to="/privacy">How privacy works here</Link>
          </li>
        </ul>
      </section>
    </div>
  );
}

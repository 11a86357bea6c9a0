import { Link } from 'react-router';
import { openPreferences } from '../consent/start.ts';
import { operator } from '../legal/operator.ts';

export function Footer() {
  return (
    <footer className="layout-footer">
      <div className="layout-footer-inner">
        <p>
          For viewing and sharing. <strong>Not for primary diagnosis, not an archive.</strong>
        </p>
        <nav aria-label="Legal">
          <Link to="/privacy">Privacy</Link>
          <Link to="/rights">Your data</Link>
          <Link to="/processors">Processors</Link>
          <Link to="/cookies">Cookies</Link>
          <button type="button" className="footer-button" onClick={() => void openPreferences()}>
            Cookie preferences
          </button>
          <Link to="/terms">Terms</Link>
          <Link to="/support">Support</Link>
          <Link to="/security">Report a vulnerability</Link>
        </nav>
        <p className="muted">
          {operator().name} · <a href={`mailto:${operator().supportEmail}`}>{operator().supportEmail}</a>
        </p>
      </div>
    </footer>
  );
}

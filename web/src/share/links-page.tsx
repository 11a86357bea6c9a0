import { Link2 } from 'lucide-react';
import { Link } from 'react-router';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { Loading } from '../ui/loading.tsx';
import { useTitle } from '../ui/use-title.ts';
import { AlertList } from './alert-list.tsx';
import { LinkList } from './link-list.tsx';
import { useAlerts } from './use-alerts.ts';
import { useLinks } from './use-links.ts';
import './share.css';

interface LinksPageProps {
  /** Names the study behind a link. */
  titleOf: (studyId: string) => string;
  seriesOf: (studyId: string) => number | undefined;
}

/** Every viewer link. */
export function LinksPage({ titleOf, seriesOf }: LinksPageProps) {
  useTitle('Viewer links');
  const links = useLinks();
  const alerts = useAlerts();
  const rows = links.status === 'ready' ? links.rows : [];
  return (
    <div className="links-page">
      <header>
        <h1>Viewer links</h1>
        <p className="muted">
          Each opens one study, without an account, until it expires or you revoke it. The address itself is
          kept nowhere: if it is lost, make another one. Who opened what is under{' '}
          <Link to="/activity">Activity</Link>.
        </p>
      </header>
      {alerts.length > 0 && (
        <AlertList
          alerts={alerts}
          linkOf={(linkId) => rows.find(({ id }) => id === linkId)?.link}
          titleOf={titleOf}
        />
      )}
      {links.status === 'loading' && <Loading label="Loading your links" />}
      {links.status === 'failed' && (
        <Notice tone="problem">Your links can’t be loaded. Check the connection and reload the page.</Notice>
      )}
      {links.status === 'ready' && links.rows.length === 0 && (
        <EmptyState icon={<Link2 size={40} strokeWidth={1.5} aria-hidden />} title="No links yet">
          <p>
            Press <em>Share</em> beside one of your <Link to="/studies">studies</Link> to make the first.
          </p>
        </EmptyState>
      )}
      {links.status === 'ready' && links.rows.length > 0 && (
        <LinkList rows={links.rows} titleOf={titleOf} seriesOf={seriesOf} />
      )}
    </div>
  );
}

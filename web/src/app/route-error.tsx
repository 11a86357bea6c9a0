import { CircleAlert } from 'lucide-react';
import { useNavigate, useRouteError } from 'react-router';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useTitle } from '../ui/use-title.ts';
import { isLoadFailure } from './load-failure.ts';

/** A page that failed to load or to show. What failed goes to nobody: it may hold what was on the screen. */
export function RouteError() {
  const notLoaded = isLoadFailure(useRouteError());
  const navigate = useNavigate();
  useTitle('Something went wrong');
  return (
    <EmptyState
      icon={<CircleAlert size={40} strokeWidth={1.5} aria-hidden />}
      title={notLoaded ? 'This page did not load' : 'This page met an error'}
      level={1}
    >
      <p>
        {notLoaded
          ? 'The connection may have dropped, or a new version has been put in place. Your studies are safe.'
          : 'Something in this page went wrong, and it can’t be shown. Your stored studies are not affected.'}
      </p>
      <div className="route-error-actions">
        <Button
          variant="primary"
          onPress={() => {
            location.reload();
          }}
        >
          Load it again
        </Button>
        {!notLoaded && <Button onPress={() => void navigate('/studies')}>Back to the studies</Button>}
      </div>
    </EmptyState>
  );
}

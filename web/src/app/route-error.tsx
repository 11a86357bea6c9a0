import { CircleAlert } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useTitle } from '../ui/use-title.ts';

/** A page that failed to load or to show. What failed goes to nobody: it may hold what was on the screen. */
export function RouteError() {
  useTitle('Something went wrong');
  return (
    <EmptyState
      icon={<CircleAlert size={40} strokeWidth={1.5} aria-hidden />}
      title="This page did not load"
      level={1}
    >
      <p>The connection may have dropped, or a new version has been put in place. Your studies are safe.</p>
      <Button
        variant="primary"
        onPress={() => {
          location.reload();
        }}
      >
        Load it again
      </Button>
    </EmptyState>
  );
}

import { Compass } from 'lucide-react';
import { Link } from 'react-router';
import { EmptyState } from '../ui/empty-state.tsx';
import { useTitle } from '../ui/use-title.ts';

export function NotFoundPage() {
  useTitle('Not found');
  return (
    <EmptyState
      icon={<Compass size={40} strokeWidth={1.5} aria-hidden />}
      title="There is no such page"
      level={1}
    >
      <p>The address may be mistyped, or what was here is gone.</p>
      <Link to="/">Go to the start</Link>
    </EmptyState>
  );
}

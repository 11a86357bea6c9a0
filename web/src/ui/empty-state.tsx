import type { ReactNode } from 'react';
import './notice.css';

/** Nothing here yet: says what would be, and how to get there. */
export function EmptyState({
  icon,
  title,
  children,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
}) {
  return (
    <div className="ui-empty">
      {icon}
      <h2>{title}</h2>
      {children}
    </div>
  );
}

import type { ReactNode } from 'react';
import './notice.css';

export interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** 1 where this is all that the page says. */
  level?: 1 | 2;
  children?: ReactNode;
}

/** Nothing here yet: says what would be, and how to get there. */
export function EmptyState({ icon, title, level = 2, children }: EmptyStateProps) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div className="ui-empty">
      {icon}
      <Heading>{title}</Heading>
      {children}
    </div>
  );
}

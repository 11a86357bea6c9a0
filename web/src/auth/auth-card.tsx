import type { ReactNode } from 'react';
import './auth.css';

/** The narrow card that signing up and in happens on. */
export function AuthCard({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="auth-card">
      <h1>{title}</h1>
      {lead !== undefined && <p className="muted">{lead}</p>}
      {children}
    </div>
  );
}

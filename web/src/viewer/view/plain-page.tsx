import type { ReactNode } from 'react';
import './plain-page.css';

/** A page of a few words: while something opens, or when it doesn't. */
export function PlainPage({
  title,
  text,
  action,
  foot,
  busy = false,
}: {
  title: string;
  text?: string;
  action?: ReactNode;
  foot?: ReactNode;
  busy?: boolean;
}) {
  return (
    <main className="v-plain" data-theme="dark" aria-busy={busy}>
      <h1 role={busy ? 'status' : undefined}>{title}</h1>
      {text !== undefined && <p>{text}</p>}
      {action}
      {foot}
    </main>
  );
}

import type { ReactNode } from 'react';
import './notice.css';

export type Tone = 'info' | 'success' | 'warning' | 'problem';

/** A message that stays. Problems are announced at once, the rest politely. */
export function Notice({ tone = 'info', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <div className="ui-notice" data-tone={tone} role={tone === 'problem' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

export function Badge({ tone, children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className="ui-badge" data-tone={tone}>
      {children}
    </span>
  );
}

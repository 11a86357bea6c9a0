import { Link2Off } from 'lucide-react';
import { formatDateTime, formatDistance } from '../ui/format.ts';
import { Button } from '../ui/button.tsx';
import { Badge } from '../ui/notice.tsx';
import { linkState, type LinkRow } from './core/link-state.ts';

interface LinkItemProps {
  row: LinkRow;
  nowMs: number;
  /** Whose study it opens; left out where the page has said so. */
  title?: string;
  onRevoke: (row: LinkRow) => void;
}

const tones = { active: 'success', expired: undefined, revoked: 'problem' } as const;
const names = { active: 'Open', expired: 'Expired', revoked: 'Revoked' } as const;

export function LinkItem({ row, nowMs, title, onRevoke }: LinkItemProps) {
  const { link } = row;
  const state = linkState(link, nowMs);
  const tone = tones[state];
  const opens =
    link.opens === 0 || link.lastOpenedAtMs === undefined
      ? 'Never opened'
      : `Opened ${link.opens === 1 ? 'once' : `${String(link.opens)} times`}, last ${formatDateTime(link.lastOpenedAtMs)}`;
  return (
    <li className="link-item" data-link-id={row.id} data-state={state}>
      <div className="link-words">
        <p className="link-title">
          <Badge {...(tone === undefined ? {} : { tone })}>{names[state]}</Badge>
          {title !== undefined && <strong>{title}</strong>}
          {link.note !== undefined && link.note !== '' && <span className="muted">{link.note}</span>}
        </p>
        <p className="muted">
          Made {formatDateTime(link.createdAtMs)} ·{' '}
          {state === 'revoked'
            ? `revoked ${formatDateTime(link.revokedAtMs ?? link.createdAtMs)}`
            : `${state === 'expired' ? 'expired' : 'expires'} ${formatDateTime(link.expiresAtMs)} (${formatDistance(link.expiresAtMs, nowMs)})`}
        </p>
        <p className="muted">{opens}</p>
      </div>
      {state === 'active' && (
        <Button
          size="small"
          onPress={() => {
            onRevoke(row);
          }}
        >
          <Link2Off size={16} aria-hidden /> Revoke
        </Button>
      )}
    </li>
  );
}

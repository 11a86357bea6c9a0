import {
  Bell,
  CalendarClock,
  Download,
  KeyRound,
  Layers,
  Link2Off,
  LockOpen,
  NotebookPen,
  UserX,
} from 'lucide-react';
import { formatDateTime, formatDistance } from '../ui/format.ts';
import { Button } from '../ui/button.tsx';
import { Badge } from '../ui/notice.tsx';
import { tellsWords } from './core/alerts.ts';
import { scopeWords } from './core/scope.ts';
import { isLive, linkState, openedWords, type LinkRow } from './core/link-state.ts';

export type LinkDeed = 'revoke' | 'extend' | 'unlock' | 'note' | 'alerts';

interface LinkItemProps {
  row: LinkRow;
  nowMs: number;
  seriesInStudy: number | undefined;
  /** Whose study it opens; left out where the page has said so. */
  title?: string;
  onDeed: (deed: LinkDeed, row: LinkRow) => void;
}

const tones = {
  active: 'success',
  locked: 'warning',
  spent: undefined,
  expired: undefined,
  revoked: 'problem',
} as const;
const names = {
  active: 'Open',
  locked: 'Locked',
  spent: 'Used up',
  expired: 'Expired',
  revoked: 'Revoked',
} as const;

export function LinkItem({ row, nowMs, seriesInStudy, title, onDeed }: LinkItemProps) {
  const { link } = row;
  const state = linkState(link, nowMs);
  const tone = tones[state];
  const opened = openedWords(link);
  const tells = tellsWords(link);
  const scope = scopeWords(link, seriesInStudy);
  const end =
    state === 'revoked'
      ? `revoked ${formatDateTime(link.revokedAtMs ?? link.createdAtMs)}`
      : `${state === 'expired' ? 'expired' : 'expires'} ${formatDateTime(link.expiresAtMs)} (${formatDistance(link.expiresAtMs, nowMs)})`;
  return (
    <li className="link-item" data-link-id={row.id} data-state={state}>
      <div className="link-words">
        <p className="link-title">
          <Badge {...(tone === undefined ? {} : { tone })}>{names[state]}</Badge>
          {title !== undefined && <strong>{title}</strong>}
          {link.note !== undefined && link.note !== '' && <span className="muted">{link.note}</span>}
        </p>
        <p className="muted">
          Made {formatDateTime(link.createdAtMs)} · {end}
        </p>
        <p className="muted">
          {opened}
          {link.lastOpenedAtMs === undefined ? '' : `, last ${formatDateTime(link.lastOpenedAtMs)}`}
          {scope !== undefined && (
            <span className="link-mark">
              <Layers size={14} aria-hidden /> {scope}
            </span>
          )}
          {link.withoutIdentity === true && (
            <span className="link-mark">
              <UserX size={14} aria-hidden /> without identity
            </span>
          )}
          {link.download === true && (
            <span className="link-mark">
              <Download size={14} aria-hidden /> files may be downloaded
            </span>
          )}
          {link.passcode !== undefined && (
            <span className="link-mark">
              <KeyRound size={14} aria-hidden /> asks for a passcode
            </span>
          )}
          {tells !== undefined && (
            <span className="link-mark">
              <Bell size={14} aria-hidden /> tells you: {tells}
            </span>
          )}
        </p>
        {state === 'locked' && (
          <p>
            After {link.passcode?.maxTries} wrong passcodes it opens for nobody. Unlock it if you know who
            tried; else revoke it.
          </p>
        )}
      </div>
      <div className="link-deeds">
        {state === 'locked' && (
          <Button
            size="small"
            variant="primary"
            onPress={() => {
              onDeed('unlock', row);
            }}
          >
            <LockOpen size={16} aria-hidden /> Unlock
          </Button>
        )}
        <Button
          size="small"
          onPress={() => {
            onDeed('note', row);
          }}
        >
          <NotebookPen size={16} aria-hidden /> Note
        </Button>
        {isLive(state) && (
          <Button
            size="small"
            onPress={() => {
              onDeed('alerts', row);
            }}
          >
            <Bell size={16} aria-hidden /> Tell me
          </Button>
        )}
        {state !== 'revoked' && (
          <Button
            size="small"
            onPress={() => {
              onDeed('extend', row);
            }}
          >
            <CalendarClock size={16} aria-hidden /> Extend
          </Button>
        )}
        {isLive(state) && (
          <Button
            size="small"
            onPress={() => {
              onDeed('revoke', row);
            }}
          >
            <Link2Off size={16} aria-hidden /> Revoke
          </Button>
        )}
      </div>
    </li>
  );
}

import { useState } from 'react';
import { call } from '../firebase/call.ts';
import { errorWords } from '../ui/app-error-words.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { toast } from '../ui/toast.tsx';
import { useNow } from '../ui/use-now.ts';
import { AlertsDialog } from './alerts-dialog.tsx';
import { isLive, linkState, orderLinks, type LinkRow } from './core/link-state.ts';
import { ExtendDialog } from './extend-dialog.tsx';
import { LinkItem, type LinkDeed } from './link-item.tsx';
import { NoteDialog } from './note-dialog.tsx';
import { RevokeAllDialog, RevokeDialog } from './revoke-dialog.tsx';
import './share.css';

interface LinkListProps {
  rows: readonly LinkRow[];
  /** Of one study; of all without it. */
  studyId?: string;
  titleOf?: (studyId: string) => string;
  /** How many series a study has; undefined where it is not known. */
  seriesOf: (studyId: string) => number | undefined;
}

export function LinkList({ rows, studyId, titleOf, seriesOf }: LinkListProps) {
  const nowMs = useNow();
  const [doing, setDoing] = useState<{ deed: LinkDeed | 'revoke-all'; row?: LinkRow }>();
  const [problem, setProblem] = useState<string>();
  const live = rows.filter(({ link }) => isLive(linkState(link, nowMs))).length;
  const close = () => {
    setDoing(undefined);
  };
  const unlock = async (row: LinkRow) => {
    setProblem(undefined);
    try {
      await call('unlockLink', { linkId: row.id });
      toast('The link is unlocked.');
    } catch (error) {
      setProblem(errorWords(error));
    }
  };
  const begin = (deed: LinkDeed, row: LinkRow) => {
    if (deed === 'unlock') void unlock(row);
    else setDoing({ deed, row });
  };
  return (
    <>
      {problem !== undefined && <Notice tone="problem">{problem}</Notice>}
      {live > 1 && (
        <div>
          <Button
            size="small"
            onPress={() => {
              setDoing({ deed: 'revoke-all' });
            }}
          >
            Revoke all {live} open links
          </Button>
        </div>
      )}
      <ul className="link-list">
        {orderLinks(rows, nowMs).map((row) => (
          <LinkItem
            key={row.id}
            row={row}
            nowMs={nowMs}
            seriesInStudy={seriesOf(row.link.studyId)}
            onDeed={begin}
            {...(titleOf === undefined ? {} : { title: titleOf(row.link.studyId) })}
          />
        ))}
      </ul>
      {doing?.deed === 'revoke-all' && <RevokeAllDialog studyId={studyId} count={live} onClose={close} />}
      {doing?.deed === 'revoke' && doing.row !== undefined && (
        <RevokeDialog row={doing.row} onClose={close} />
      )}
      {doing?.deed === 'extend' && doing.row !== undefined && (
        <ExtendDialog row={doing.row} onClose={close} />
      )}
      {doing?.deed === 'alerts' && doing.row !== undefined && (
        <AlertsDialog row={doing.row} onClose={close} />
      )}
      {doing?.deed === 'note' && doing.row !== undefined && <NoteDialog row={doing.row} onClose={close} />}
    </>
  );
}

import { useState } from 'react';
import { useNow } from '../ui/use-now.ts';
import { orderLinks, type LinkRow } from './core/link-state.ts';
import { LinkItem } from './link-item.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import './share.css';

interface LinkListProps {
  rows: readonly LinkRow[];
  titleOf?: (studyId: string) => string;
}

export function LinkList({ rows, titleOf }: LinkListProps) {
  const nowMs = useNow();
  const [revoking, setRevoking] = useState<LinkRow>();
  return (
    <>
      <ul className="link-list">
        {orderLinks(rows, nowMs).map((row) => (
          <LinkItem
            key={row.id}
            row={row}
            nowMs={nowMs}
            onRevoke={setRevoking}
            {...(titleOf === undefined ? {} : { title: titleOf(row.link.studyId) })}
          />
        ))}
      </ul>
      {revoking !== undefined && (
        <RevokeDialog
          row={revoking}
          onClose={() => {
            setRevoking(undefined);
          }}
        />
      )}
    </>
  );
}

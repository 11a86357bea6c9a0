import { AlertDocument } from '@pacs/shared/messages';
import { collections } from '@pacs/shared/paths';
import { useEffect, useState } from 'react';
import { useSession } from '../firebase/use-session.ts';
import { watchOwned } from '../firebase/watch.ts';
import { unreadAlerts, type AlertRow } from './core/alerts.ts';

/** What the signed-in user has been told of their links and not yet marked as read, live; none while it is unknown. */
export function useAlerts(): readonly AlertRow[] {
  const session = useSession();
  const uid = session.status === 'signed-in' ? session.user.uid : undefined;
  const [seen, setSeen] = useState<{ uid: string; rows: readonly AlertRow[] }>();

  useEffect(() => {
    if (uid === undefined) return;
    return watchOwned(collections.alerts, uid, (data) => AlertDocument.safeParse(data).data, {
      next: (rows) => {
        setSeen({ uid, rows: unreadAlerts(rows) });
      },
      failed: () => {
        setSeen({ uid, rows: [] });
      },
    });
  }, [uid]);

  return seen === undefined || seen.uid !== uid ? [] : seen.rows;
}

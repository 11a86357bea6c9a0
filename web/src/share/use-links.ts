import { LinkDocument } from '@pacs/shared/link-documents';
import { collections } from '@pacs/shared/paths';
import { useEffect, useState } from 'react';
import { useSession } from '../firebase/use-session.ts';
import { watchOwned } from '../firebase/watch.ts';
import type { LinkRow } from './core/link-state.ts';

type Seen = { status: 'loading' } | { status: 'failed' } | { status: 'ready'; rows: readonly LinkRow[] };

/** Every viewer link of the signed-in user, live. */
export function useLinks(): Seen {
  const session = useSession();
  const uid = session.status === 'signed-in' ? session.user.uid : undefined;
  const [seen, setSeen] = useState<{ uid: string; links: Seen }>();

  useEffect(() => {
    if (uid === undefined) return;
    return watchOwned(collections.links, uid, (data) => LinkDocument.safeParse(data).data, {
      next: (rows) => {
        const links = rows.map(({ id, data }) => ({ id, link: data }));
        setSeen({ uid, links: { status: 'ready', rows: links } });
      },
      failed: () => {
        setSeen({ uid, links: { status: 'failed' } });
      },
    });
  }, [uid]);

  return seen === undefined || seen.uid !== uid ? { status: 'loading' } : seen.links;
}

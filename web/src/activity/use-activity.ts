import { AuditDocument } from '@pacs/shared/audit-document';
import { collections } from '@pacs/shared/paths';
import { useCallback, useEffect, useState } from 'react';
import { readPage, type Page } from '../firebase/read-pages.ts';
import { useSession } from '../firebase/use-session.ts';
import type { ActivityRow } from './core/activity-files.ts';
import { sinceMs, type ActivityFilter } from './core/activity-filter.ts';

type EventPage = Page<AuditDocument>;

const shownAtOnce = 50;
const takenAtOnce = 500;

const readEvents = (ownerUid: string, { studyId, action, period }: ActivityFilter, rows: number) =>
  readPage(
    {
      collectionPath: collections.audit,
      ownerUid,
      equal: { studyId, action },
      time: { field: 'atMs', sinceMs: sinceMs(period, Date.now()) },
      rows,
    },
    (data) => AuditDocument.safeParse(data).data,
  );

const rowsOf = (page: EventPage): ActivityRow[] => page.rows.map(({ id, data }) => ({ id, event: data }));

export interface Activity {
  status: 'loading' | 'failed' | 'ready';
  rows: readonly ActivityRow[];
  /** Adds the next older ones; undefined where there are none. */
  more: (() => Promise<void>) | undefined;
  /** Every event that the filter lets through. Throws what Firestore throws. */
  all: () => Promise<ActivityRow[]>;
}

interface Shown {
  of: ActivityFilter;
  status: 'failed' | 'ready';
  rows: readonly ActivityRow[];
  next: EventPage['next'];
}

/** `filter` by identity: another one starts over. */
export function useActivity(filter: ActivityFilter): Activity {
  const session = useSession();
  const uid = session.status === 'signed-in' ? session.user.uid : undefined;
  const [shown, setShown] = useState<Shown>();

  useEffect(() => {
    if (uid === undefined) return;
    let isGone = false;
    readEvents(uid, filter, shownAtOnce).then(
      (page) => {
        if (!isGone) setShown({ of: filter, status: 'ready', rows: rowsOf(page), next: page.next });
      },
      () => {
        if (!isGone) setShown({ of: filter, status: 'failed', rows: [], next: undefined });
      },
    );
    return () => {
      isGone = true;
    };
  }, [uid, filter]);

  const all = useCallback(async () => {
    if (uid === undefined) return [];
    const rows: ActivityRow[] = [];
    let page: EventPage | undefined = await readEvents(uid, filter, takenAtOnce);
    while (page !== undefined) {
      rows.push(...rowsOf(page));
      page = await page.next?.();
    }
    return rows;
  }, [uid, filter]);

  if (shown?.of !== filter) return { status: 'loading', rows: [], more: undefined, all };
  const { status, rows, next } = shown;
  const more =
    next &&
    (async () => {
      const page = await next();
      setShown((now) =>
        now?.of === filter ? { ...now, rows: [...now.rows, ...rowsOf(page)], next: page.next } : now,
      );
    });
  return { status, rows, more, all };
}

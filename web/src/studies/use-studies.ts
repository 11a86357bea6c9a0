import { StudyDocument } from '@pacs/shared/documents';
import { collections } from '@pacs/shared/paths';
import { useEffect, useState } from 'react';
import { bytesField } from '../firebase/bytes-field.ts';
import { useSession } from '../firebase/use-session.ts';
import { watchOwned, type RawDocument, type Row } from '../firebase/watch.ts';
import type { StudyRow } from './core/study-row.ts';

export type SeenStudies =
  { status: 'loading' } | { status: 'failed' } | { status: 'ready'; rows: readonly StudyRow[] };

function readStudy(data: RawDocument, id: string): StudyRow | undefined {
  const study = StudyDocument.safeParse(data);
  return study.success ? { id, study: study.data, thumbnail: bytesField(data, 'thumbnail') } : undefined;
}

/** The signed-in user's studies, live. */
export function useStudies(): SeenStudies {
  const session = useSession();
  const uid = session.status === 'signed-in' ? session.user.uid : undefined;
  const [seen, setSeen] = useState<{ uid: string; studies: SeenStudies }>();

  useEffect(() => {
    if (uid === undefined) return;
    return watchOwned(collections.studies, uid, readStudy, {
      next: (rows: Row<StudyRow>[]) => {
        setSeen({ uid, studies: { status: 'ready', rows: rows.map((row) => row.data) } });
      },
      failed: () => {
        setSeen({ uid, studies: { status: 'failed' } });
      },
    });
  }, [uid]);

  return seen === undefined || seen.uid !== uid ? { status: 'loading' } : seen.studies;
}

import { DeletionDocument, ExportDocument } from '@pacs/shared/account';
import { collections, paths } from '@pacs/shared/paths';
import { useEffect, useState } from 'react';
import { watchDocument, watchOwned, type Row } from '../firebase/watch.ts';

/** The wish to delete the account; undefined while there is none. */
export function useDeletion(uid: string): DeletionDocument | undefined {
  const [deletion, setDeletion] = useState<DeletionDocument>();
  useEffect(
    () =>
      watchDocument(paths.deletion(uid), (data) => DeletionDocument.safeParse(data).data, {
        next: setDeletion,
        failed: () => {
          setDeletion(undefined);
        },
      }),
    [uid],
  );
  return deletion;
}

/** The account's exports, the newest first. */
export function useExports(uid: string): readonly Row<ExportDocument>[] {
  const [rows, setRows] = useState<readonly Row<ExportDocument>[]>([]);
  useEffect(
    () =>
      watchOwned(collections.exports, uid, (data) => ExportDocument.safeParse(data).data, {
        next: (seen: Row<ExportDocument>[]) => {
          setRows([...seen].sort((a, b) => b.data.createdAtMs - a.data.createdAtMs));
        },
        failed: () => {
          setRows([]);
        },
      }),
    [uid],
  );
  return rows;
}

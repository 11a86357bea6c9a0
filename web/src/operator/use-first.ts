import { useEffect, useState } from 'react';
import type { Read, Row } from '../firebase/watch.ts';
import { watchFirst, type FirstQuery } from '../firebase/watch-first.ts';

export type Found<T> = { status: 'loading' } | { status: 'failed' } | { status: 'ready'; rows: Row<T>[] };

/** `query` and `read` have to stay the same objects while they mean the same. */
export function useFirst<T>(query: FirstQuery, read: Read<T>): Found<T> {
  const [found, setFound] = useState<{ query: FirstQuery; found: Found<T> }>();
  useEffect(
    () =>
      watchFirst(query, read, {
        next: (rows) => {
          setFound({ query, found: { status: 'ready', rows } });
        },
        failed: () => {
          setFound({ query, found: { status: 'failed' } });
        },
      }),
    [query, read],
  );
  return found?.query === query ? found.found : { status: 'loading' };
}

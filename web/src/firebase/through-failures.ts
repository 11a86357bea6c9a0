import { z } from 'zod';
import type { Stop, Watcher } from './watch.ts';

const Denied = z.object({ code: z.literal('permission-denied') });

/**
 * Follows a document through failures that say nothing about it: the service refused for now, its code could not be
 * fetched. `later` runs its action after a while, unless stopped. A document that may not be read is undefined.
 */
export function throughFailures<T>(
  watch: (watcher: Watcher<T | undefined>) => Stop,
  listener: (value: T | undefined) => void,
  later: (action: () => void) => Stop,
): Stop {
  let stop: Stop;
  const begin = (): Stop =>
    watch({
      next: listener,
      failed(error) {
        if (Denied.safeParse(error).success) listener(undefined);
        else
          stop = later(() => {
            stop = begin();
          });
      },
    });
  stop = begin();
  return () => {
    stop();
  };
}

import type { Clock } from '../ports.ts';
import type { Thumbnailer } from './codec-port.ts';

/** For one run of a function: past its time nothing is drawn. A codestream that was made to take long spends much of it. */
export function timedThumbnailer(
  thumbnailer: Thumbnailer,
  clock: Pick<Clock, 'now'>,
  maxMs: number,
): Thumbnailer {
  let spentMs = 0;
  return {
    async render(source, size) {
      if (spentMs >= maxMs) return undefined;
      const beganMs = clock.now();
      const picture = await thumbnailer.render(source, size);
      spentMs += clock.now() - beganMs;
      return picture;
    },
  };
}

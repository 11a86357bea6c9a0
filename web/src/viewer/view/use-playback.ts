/** Cine: moves on at a rate, leaving out what is late. */
import { useEffect, useEffectEvent } from 'react';
import type { Reel } from '../core/only-these.ts';
import { dueFrame } from '../core/playback.ts';

export function usePlayback(
  playing: boolean,
  rate: number,
  isSweeping: boolean,
  { images, at, positionOf }: Reel,
  show: (position: number) => void,
): void {
  const current = useEffectEvent(() => at);
  const showImage = useEffectEvent((image: number) => {
    show(positionOf(image));
  });
  useEffect(() => {
    if (!playing || images < 2) return;
    const start = current();
    let startedAtMs: number | undefined;
    let shown = start;
    let request = requestAnimationFrame(function tick(nowMs) {
      startedAtMs ??= nowMs;
      const due = dueFrame(start, nowMs - startedAtMs, rate, images, isSweeping);
      if (due !== shown) {
        shown = due;
        showImage(due);
      }
      request = requestAnimationFrame(tick);
    });
    return () => {
      cancelAnimationFrame(request);
    };
  }, [playing, rate, images, isSweeping]);
}

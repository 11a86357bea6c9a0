/** Cine: moves on at a rate, leaving out what is late. */
import { useEffect, useEffectEvent } from 'react';
import { dueFrame } from '../core/playback.ts';

export function usePlayback(
  playing: boolean,
  rate: number,
  position: number,
  frames: number,
  isSweeping: boolean,
  show: (position: number) => void,
): void {
  const current = useEffectEvent(() => position);
  const showFrame = useEffectEvent(show);
  useEffect(() => {
    if (!playing || frames < 2) return;
    const start = current();
    let startedAtMs: number | undefined;
    let shown = start;
    let request = requestAnimationFrame(function tick(nowMs) {
      startedAtMs ??= nowMs;
      const due = dueFrame(start, nowMs - startedAtMs, rate, frames, isSweeping);
      if (due !== shown) {
        shown = due;
        showFrame(due);
      }
      request = requestAnimationFrame(tick);
    });
    return () => {
      cancelAnimationFrame(request);
    };
  }, [playing, rate, frames, isSweeping]);
}

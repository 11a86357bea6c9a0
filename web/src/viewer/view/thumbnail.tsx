import { renderFrame } from '@pacs/shared/display/render-frame';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { pixelShape } from '../core/facts.ts';
import { stretch } from '../core/turn.ts';
import { appliedVoi } from '../core/voi.ts';
import type { StudySession } from '../engine/study-session.ts';
import { useTables } from './use-frame.ts';

/** The small picture of a stack, asked for when it is mounted. */
export function Thumbnail({ session, stack }: { session: StudySession; stack: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useSyncExternalStore(session.engine.subscribe, () => session.engine.thumbnail(stack));
  const entry = session.stacks[stack];
  const { display, format, ref } = entry?.frames[entry.portrait]?.facts ?? {};
  const tables = useTables(session, display);

  useEffect(() => {
    const target = canvas.current;
    if (target === null || view.state !== 'full' || display === undefined || tables?.state !== 'ready')
      return;
    const { decoded } = view;
    const { luts } = tables.tables;
    const context = target.getContext('2d');
    target.width = decoded.columns;
    target.height = decoded.rows;
    try {
      const voi = appliedVoi(undefined, display, decoded, luts, ref?.range);
      const pixels = renderFrame(decoded, { display, luts, voi, bitsStored: format?.bitsStored });
      context?.putImageData(new ImageData(pixels, decoded.columns, decoded.rows), 0, 0);
    } catch {
      context?.clearRect(0, 0, target.width, target.height);
    }
  }, [view, display, format, ref, tables]);

  const { width, height } = stretch(pixelShape(display));
  const ratio = ((format?.columns ?? 1) * width) / ((format?.rows ?? 1) * height);
  if (view.state === 'failed') return <span className="v-thumb-none">No picture</span>;
  return (
    <canvas
      ref={canvas}
      className="v-thumb-picture"
      aria-hidden="true"
      style={{ aspectRatio: String(ratio), [ratio > 1 ? 'width' : 'height']: '100%' }}
    />
  );
}

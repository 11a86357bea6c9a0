/** Keeps the canvas of a pane showing what the pane shows. */
import { DecodeError } from '@pacs/shared/codecs/types';
import { useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { createPainter, type Painter } from '../canvas/painter.ts';
import { createViewport, type Viewport } from '../canvas/viewport.ts';
import { pixelShape } from '../core/facts.ts';
import type { FrameEntry } from '../core/frame-table.ts';
import type { Unshowable } from '../core/words.ts';
import { markOnce } from './marks.ts';
import { paintingOf } from './painting-of.ts';
import type { ShownPane } from './use-pane-frame.ts';

/** Why these pixels could not be painted; undefined where they were. */
export function usePainting(host: RefObject<HTMLElement | null>, shown: ShownPane): Unshowable | undefined {
  const { frame, pixels, transforms } = shown;
  const { session, entry, tables, voi, look, isPreview } = frame;
  const painting = useMemo(
    () => paintingOf({ session, entry, tables, voi, look, isPreview }, pixels),
    [session, entry, tables, voi, look, isPreview, pixels],
  );
  const viewport = useRef<Viewport>(undefined);
  const painter = useRef<Painter>(undefined);
  const isPreviewDrawn = useRef(false);
  const [refused, setRefused] = useState<{ entry: FrameEntry; reason: Unshowable }>();

  useLayoutEffect(() => {
    if (host.current === null) return;
    const made = createViewport(host.current);
    made.onDrawn(() => {
      transforms.drawn();
      markOnce('viewer-image');
      markOnce(isPreviewDrawn.current ? 'first-preview' : 'first-image');
    });
    viewport.current = made;
    painter.current = createPainter();
    transforms.attach(made);
    return () => {
      transforms.attach(undefined);
      made.close();
      viewport.current = undefined;
    };
  }, [host, transforms]);

  useLayoutEffect(() => {
    const { format, display } = entry.facts;
    if (viewport.current === undefined || painter.current === undefined) return;
    if (painting === undefined || format === undefined) {
      viewport.current.clear();
      return;
    }
    try {
      const version = painter.current.take(painting);
      const size = { width: format.columns, height: format.rows };
      const { canvas, paint } = painter.current;
      isPreviewDrawn.current = isPreview;
      viewport.current.show({ canvas, paint, size, pixel: pixelShape(display), version }, look);
    } catch (cause) {
      viewport.current.clear();
      const reason = cause instanceof DecodeError ? cause.reason : 'damaged';
      queueMicrotask(() => {
        setRefused({ entry, reason });
      });
    }
  }, [painting, entry, isPreview, look]);

  return refused?.entry === entry ? refused.reason : undefined;
}

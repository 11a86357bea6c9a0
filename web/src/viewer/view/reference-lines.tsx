/** Where the active pane's image cuts through the image of another pane. */
import { useLayoutEffect, useRef } from 'react';
import { cutLine, planeOf } from '../core/plane.ts';
import { useFrameOf } from './pane-board.ts';
import type { PaneLayer, PaneLayerProps } from './pane-layers.ts';

function ReferenceLines({ frame, viewer }: PaneLayerProps) {
  const { board, active, links } = viewer;
  const leading = useFrameOf(board, active);
  const line = useRef<SVGLineElement>(null);
  const isTold =
    links.lines && leading !== undefined && leading.pane !== frame.pane && inOneSpace(leading, frame);
  const image = isTold ? planeOf(frame.entry.facts) : undefined;
  const other = isTold ? planeOf(leading.entry.facts) : undefined;
  const cut = image && other && cutLine(image, other);

  const { transforms } = frame;
  useLayoutEffect(() => {
    if (cut === undefined) return;
    const place = () => {
      const [from, to] = cut.map((end) => transforms.imageToScreen(end));
      if (line.current === null || from === undefined || to === undefined) return;
      const ends = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
      for (const [name, value] of Object.entries(ends)) line.current.setAttribute(name, String(value));
    };
    place();
    return transforms.subscribe(place);
  });

  if (cut === undefined) return null;
  return (
    <svg className="v-reference" aria-hidden="true">
      <line ref={line} />
    </svg>
  );
}

function inOneSpace(a: PaneLayerProps['frame'], b: PaneLayerProps['frame']): boolean {
  const space = a.session.study.index.stacks[a.stack]?.space;
  return a.study === b.study && space !== undefined && b.session.study.index.stacks[b.stack]?.space === space;
}

export const referenceLines: PaneLayer = { id: 'reference-lines', Layer: ReferenceLines };

/** What the author of a presentation state drew, over the image and under measurements. */
import { useSyncExternalStore } from 'react';
import type { PaneLayerProps } from '../view/pane-layers.ts';
import { presentedDrawings, type PresentedDrawing } from './presented-drawings.ts';
import './presentation-layer.css';

export default function PresentationLayer({ frame }: PaneLayerProps) {
  useSyncExternalStore(frame.transforms.subscribe, () => frame.transforms.version());
  const drawings = presentedDrawings(frame, frame.transforms);
  if (drawings.length === 0) return null;
  return (
    <svg className="v-presented" role="img" aria-label={`Drawings of ${frame.look.presentation?.name ?? ''}`}>
      {drawings.map((drawing, i) => (
        <Drawing key={i} drawing={drawing} />
      ))}
    </svg>
  );
}

function Drawing({ drawing: { colour, shapes, texts } }: { drawing: PresentedDrawing }) {
  return (
    <g style={colour === undefined ? undefined : { color: colour }}>
      {shapes.map(({ path, isFilled }, i) => (
        <g key={i}>
          <path className="v-presented-shade" d={path} />
          <path className="v-presented-line" data-filled={isFilled ? '' : undefined} d={path} />
        </g>
      ))}
      {texts.map(({ lines, at, leader }, i) => (
        <g key={i}>
          {leader !== undefined && <path className="v-presented-line" d={leader} />}
          <text x={at.x} y={at.y}>
            {lines.map((line, row) => (
              <tspan key={row} x={at.x} dy="1.2em">
                {line}
              </tspan>
            ))}
          </text>
        </g>
      ))}
    </g>
  );
}

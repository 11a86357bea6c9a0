/** What the author of a presentation state drew on an image (PS3.3 C.10.5), over it and under measurements. */
import type { PresentationState } from '@pacs/shared/document-content';
import { useSyncExternalStore } from 'react';
import { isFor, presentedArea } from '../core/presented.ts';
import type { PaneFrame } from '../view/pane-frame.ts';
import type { PaneLayerProps } from '../view/pane-layers.ts';
import { graphicPath, placer } from './graphic-path.ts';
import './presentation-layer.css';

export default function PresentationLayer({ frame }: PaneLayerProps) {
  const state = frame.look.presentation?.state;
  useSyncExternalStore(frame.transforms.subscribe, () => frame.transforms.version());
  if (state === undefined || !isFor(state, frame.entry.facts)) return null;
  const order = new Map(state.layers.map(({ name, order: rank }) => [name, rank]));
  const here = state.annotations
    .filter(({ images }) => isFor(state, frame.entry.facts, images))
    .sort((a, b) => (order.get(a.layer) ?? 0) - (order.get(b.layer) ?? 0));
  return (
    <svg className="v-presented" role="img" aria-label={`Drawings of ${frame.look.presentation?.name ?? ''}`}>
      {here.map((annotation, i) => (
        <Annotation key={i} annotation={annotation} state={state} frame={frame} />
      ))}
    </svg>
  );
}

interface AnnotationProps {
  annotation: PresentationState['annotations'][number];
  state: PresentationState;
  frame: PaneFrame;
}

function Annotation({ annotation, state, frame }: AnnotationProps) {
  const { facts } = frame.entry;
  const { rows = 1, columns = 1 } = facts.format ?? {};
  const area = presentedArea(state, facts) ?? { left: 0, top: 0, right: columns, bottom: rows };
  const place = placer((point) => frame.transforms.imageToScreen(point), area);
  const color = colourOf(state.layers.find(({ name }) => name === annotation.layer));
  return (
    <g style={color === undefined ? undefined : { color }}>
      {annotation.graphics.map((graphic, i) => {
        const path = graphicPath(graphic, place);
        if (path === undefined) return null;
        return (
          <g key={i}>
            <path className="v-presented-shade" d={path} />
            <path className="v-presented-line" data-filled={graphic.filled ? '' : undefined} d={path} />
          </g>
        );
      })}
      {annotation.texts.map(({ text, box, anchor }, i) => {
        const corner = box && place(box.units, box.topLeft);
        const end = box && place(box.units, box.bottomRight);
        const tip = anchor && place(anchor.units, anchor.at);
        const from = corner && end ? { x: Math.min(corner.x, end.x), y: Math.min(corner.y, end.y) } : tip;
        if (from === undefined) return null;
        const isLed = anchor?.visible === true && tip !== undefined && corner !== undefined;
        return (
          <g key={i}>
            {isLed && (
              <path
                className="v-presented-line"
                d={`M${String(from.x)} ${String(from.y)}L${String(tip.x)} ${String(tip.y)}`}
              />
            )}
            <text x={from.x} y={from.y}>
              {text.split(/\r\n|\r|\n/).map((line, at) => (
                <tspan key={at} x={from.x} dy="1.2em">
                  {line}
                </tspan>
              ))}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** PS3.3 C.10.7.1.1: L* as 0–100 and a*, b* as −128–127, each in 16 bits. */
function colourOf(layer: PresentationState['layers'][number] | undefined): string | undefined {
  if (layer?.colour !== undefined) {
    const [l, a, b] = layer.colour.map((value) => value / 65_535);
    const chroma = (value = 0) => String(value * 255 - 128);
    return `lab(${String((l ?? 0) * 100)} ${chroma(a)} ${chroma(b)})`;
  }
  if (layer?.grey === undefined) return undefined;
  const grey = String(Math.round((layer.grey / 65_535) * 255));
  return `rgb(${grey} ${grey} ${grey})`;
}

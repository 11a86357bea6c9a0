/** Annotations over an image, whatever is being drawn there, and what is said about it. */
import { useSyncExternalStore } from 'react';
import type { PaneFrame } from '../view/pane-frame.ts';
import type { PaneLayerProps } from '../view/pane-layers.ts';
import { draftPoints } from './core/drawing.ts';
import { measure } from './core/measure.ts';
import { measurementLines } from './core/measure-words.ts';
import { boardOf, type BoardView } from './drawing-board.ts';
import { FigureLabel, FigureLines } from './figure.tsx';
import { layLabels } from './core/label-layout.ts';
import { figurePath, screenPoints } from './figure-places.ts';
import { imageKeyOf, isOn, subjectOf } from './image-key.ts';
import { screenLabels } from './label-width.ts';
import { Lens } from './lens.tsx';
import { measureBehaviour } from './measure-tools.ts';
import { provideBehaviour } from './behaviour.ts';
import { SaveNote } from './save-note.tsx';
import { drawingToolOf, otherTools } from './tool-list.ts';
import { useMeasureKeys } from './use-measure-keys.ts';
import { say } from '../../words/say.ts';
import './measure.css';
import { annotationsOf } from './session-annotations.ts';
import { figuresOn, labelSize, showFigures } from './shown-figures.ts';

provideBehaviour(measureBehaviour);

export default function MeasureLayer({ frame, viewer }: PaneLayerProps) {
  const { session, entry, transforms, pane } = frame;
  const annotations = annotationsOf(session);
  useSyncExternalStore(annotations.subscribe, annotations.view);
  const board = boardOf(session);
  const ui = useSyncExternalStore(board.subscribe, board.view);
  useSyncExternalStore(transforms.subscribe, () => transforms.version());
  useMeasureKeys(frame, viewer.tool);

  const image = imageKeyOf(entry);
  const draft = ui.draft?.pane === pane && isOn(ui.draft.image, image) ? ui.draft.draft : undefined;
  const shown = showFigures(figuresOn(frame), frame, transforms, screenLabels());
  const figuresProps = shown.map((figure) => ({
    figure,
    frame,
    isSelected: ui.selected === figure.annotation.id,
    isWriting: ui.writing === figure.annotation.id && frame.isActive,
    erases: modeOf(viewer.tool) === 'erases',
  }));

  return (
    <div className="m-layer" data-mode={modeOf(viewer.tool)}>
      <svg className="m-lines" aria-hidden>
        {figuresProps.map((props) => (
          <FigureLines key={props.figure.annotation.id} {...props} />
        ))}
        {draft !== undefined && <DraftLines frame={frame} draft={draft} />}
        {ui.cursor?.pane === pane && <Crosshair frame={frame} at={ui.cursor.at} />}
      </svg>
      <div className="m-labels" tabIndex={-1} role="group" aria-label={say('Measurements on this image')}>
        {figuresProps.map((props) => (
          <FigureLabel key={props.figure.annotation.id} {...props} />
        ))}
        {draft !== undefined && <DraftLabel frame={frame} draft={draft} />}
        {ui.glance?.pane === pane && <Glance frame={frame} at={ui.glance.at} />}
      </div>
      {ui.lens?.pane === pane && <Lens frame={frame} at={ui.lens.at} isTouch={ui.lens.isTouch} />}
      {frame.isActive && (
        <>
          <SaveNote session={session} />
          <p className="visually-hidden" role="status">
            {ui.said.words}
          </p>
        </>
      )}
    </div>
  );
}

/** While something is drawn, lines let the pointer through: a figure may begin on another one. */
const modeOf = (tool: string): 'draws' | 'erases' | undefined =>
  tool === otherTools.eraser.id
    ? 'erases'
    : drawingToolOf(tool) !== undefined ||
        tool === otherTools.windowRegion.id ||
        tool === otherTools.magnifier.id
      ? 'draws'
      : undefined;

type DraftShown = NonNullable<BoardView['draft']>['draft'];

function DraftLines({ frame, draft }: { frame: PaneFrame; draft: DraftShown }) {
  const path = figurePath({ kind: draft.kind, points: draftPoints(draft) }, frame.transforms);
  return path === undefined ? null : (
    <g className="m-figure" data-selected="">
      <path className="m-shade" d={path} />
      <path className="m-line" d={path} />
    </g>
  );
}

/** What it would measure if it ended here. */
function DraftLabel({ frame, draft }: { frame: PaneFrame; draft: DraftShown }) {
  const { kind } = draft;
  const points = draftPoints(draft);
  const figure = screenPoints(points, frame.transforms);
  const isWhole = points.length > draft.placed.length || kind === 'probe';
  if (figure === undefined || !isWhole || kind === 'cobb' || kind === 'angle') return null;
  const lines = measurementLines(
    measure({ kind, points }, subjectOf(frame.entry, frame.decoded, frame.tables)),
  );
  const wish = { figure, own: undefined, size: labelSize(lines, screenLabels()) };
  const [place] = layLabels([wish], frame.transforms.size());
  return place === undefined ? null : <Words lines={lines} place={place} />;
}

function Glance({ frame, at }: { frame: PaneFrame; at: { x: number; y: number } }) {
  const place = frame.transforms.imageToScreen(at);
  if (place === undefined) return null;
  const subject = subjectOf(frame.entry, frame.decoded, frame.tables);
  const lines = measurementLines(measure({ kind: 'probe', points: [at] }, subject));
  return <Words lines={lines} place={{ x: place.x - 40, y: place.y - 84 }} />;
}

function Words({ lines, place }: { lines: string[]; place: { x: number; y: number } }) {
  return (
    <p className="m-words" style={{ translate: `${String(place.x)}px ${String(place.y)}px` }}>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </p>
  );
}

const crossArm = 16;

function Crosshair({ frame, at }: { frame: PaneFrame; at: { x: number; y: number } }) {
  const place = frame.transforms.imageToScreen(at);
  if (place === undefined) return null;
  const [x, y] = [place.x, place.y].map((value) => value.toFixed(1));
  const path = `M${String(x)} ${String(y)}m-${String(crossArm)} 0h${String(2 * crossArm)}m-${String(crossArm)} -${String(crossArm)}v${String(2 * crossArm)}`;
  return (
    <g className="m-figure" data-selected="">
      <path className="m-shade" d={path} />
      <path className="m-line" d={path} />
    </g>
  );
}

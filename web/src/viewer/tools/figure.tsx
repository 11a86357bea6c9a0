/** One annotation over its image: its lines, its label, and handles while it is selected. */
import type { Annotation, ImagePoint } from '@pacs/shared/annotations';
import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import type { PaneFrame } from '../view/pane-frame.ts';
import { insideImage, movedBy } from './core/edit.ts';
import { spokenMeasurement } from './core/measure-words.ts';
import { kindWords } from './core/kind-words.ts';
import { boardOf } from './drawing-board.ts';
import { handlesOf, withHandle, type HandlePlace } from './figure-places.ts';
import { sizeOf } from './image-key.ts';
import { keyWay } from './key-way.ts';
import { LabelText } from './label-text.tsx';
import { annotationsOf } from './session-annotations.ts';
import type { ShownFigure } from './shown-figures.ts';
import { followPointer, forward } from './use-figure-drag.ts';

export interface FigureProps {
  figure: ShownFigure;
  frame: PaneFrame;
  isSelected: boolean;
  isWriting: boolean;
  /** The eraser is what pressing uses. */
  erases: boolean;
}

/** Puts it where it is dragged to, as one step for undo. */
function useMoves({ figure: { annotation }, frame, erases }: FigureProps) {
  const { session, transforms, entry } = frame;
  const board = boardOf(session);
  const size = sizeOf(entry);
  const cancelDrag = useRef<() => void>(undefined);
  // Another image came, or the figure was removed elsewhere: nobody would hear how the drag ends.
  useEffect(() => () => cancelDrag.current?.(), []);
  const erase = () => {
    annotationsOf(session).remove([annotation.id]);
    board.set({ selected: undefined });
    board.say(`${kindWords[annotation.kind]} removed.`);
  };
  const drag = (event: PointerEvent, changed: (way: ImagePoint, at: ImagePoint) => Annotation) => {
    if (event.button !== 0) {
      forward(event);
      return;
    }
    event.stopPropagation();
    if (erases) {
      erase();
      return;
    }
    board.set({ selected: annotation.id });
    let moving: Annotation | undefined;
    cancelDrag.current?.();
    cancelDrag.current = followPointer(event, transforms, {
      move(way, at) {
        moving = changed(way, at);
        board.set({ moving });
      },
      end() {
        if (moving !== undefined) annotationsOf(session).put(moving);
        board.set({ moving: undefined });
      },
      cancel() {
        board.set({ moving: undefined });
      },
    });
  };
  return {
    erase,
    put: (changed: Annotation) => {
      annotationsOf(session).put(changed);
    },
    whole: (event: PointerEvent) => {
      drag(event, (way) => movedBy(annotation, way, size));
    },
    handle: (event: PointerEvent, handle: HandlePlace) => {
      drag(event, (_way, at) => withHandle(annotation, handle, insideImage(at, size)));
    },
    label: (event: PointerEvent, corner: ImagePoint) => {
      drag(event, (way) => ({
        ...annotation,
        label: insideImage({ x: corner.x + way.x, y: corner.y + way.y }, size),
      }));
    },
    size,
  };
}

export function FigureLines(props: FigureProps) {
  const { annotation, path, leader } = props.figure;
  const moves = useMoves(props);
  return (
    <g className="m-figure" data-selected={props.isSelected ? '' : undefined} data-id={annotation.id}>
      {leader !== undefined && <path className="m-leader" d={leader} />}
      <path className="m-shade" d={path} />
      <path className="m-line" d={path} />
      <path className="m-hit" d={path} onPointerDown={moves.whole} onWheel={forward} />
    </g>
  );
}

export function FigureLabel(props: FigureProps) {
  const { figure, frame, isSelected, isWriting } = props;
  const { annotation, measurement, title, lines, place } = figure;
  const { session, transforms, look } = frame;
  const moves = useMoves(props);
  const board = boardOf(session);
  const { kind, text } = annotation;
  const corner = transforms.screenToImage(place);

  const removeByKey = () => {
    moves.erase();
    document.querySelector<HTMLElement>('.m-labels')?.focus();
  };
  const onKey = (event: KeyboardEvent, changed: (way: ImagePoint) => Annotation) => {
    const way = keyWay(event, look.turn);
    if (way !== undefined) moves.put(changed(way));
    else if (event.key === 'Delete' || event.key === 'Backspace') removeByKey();
    else if (event.key === 'Escape') board.set({ selected: undefined });
    else if (event.key === 'F2') board.set({ writing: annotation.id });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      {isWriting ? (
        <LabelText annotation={annotation} session={session} place={place} />
      ) : (
        <button
          type="button"
          className="m-label"
          data-kind={kind}
          style={{ translate: `${String(place.x)}px ${String(place.y)}px` }}
          aria-label={`${spokenMeasurement(kind, text, measurement)}. ${isSelected ? 'Selected. ' : ''}Arrow keys move it, F2 writes, Delete removes.`}
          aria-pressed={isSelected}
          onPointerDown={(event) => {
            if (corner !== undefined) moves.label(event, corner);
          }}
          onWheel={forward}
          onDoubleClick={() => {
            board.set({ writing: annotation.id });
          }}
          onClick={(event) => {
            // From the keyboard; the pointer has selected it already.
            if (event.detail === 0) board.set({ selected: isSelected ? undefined : annotation.id });
          }}
          onKeyDown={(event) => {
            onKey(event, (way) => movedBy(annotation, way, moves.size));
          }}
        >
          {title !== undefined && <span className="m-text">{title}</span>}
          {lines.map((line) => (
            <span key={line}>{`${line} `}</span>
          ))}
        </button>
      )}
      {isSelected &&
        handlesOf(annotation).map((handle, ordinal, all) => {
          const at = transforms.imageToScreen(handle.at);
          if (at === undefined) return null;
          return (
            <button
              key={ordinal}
              type="button"
              className="m-handle"
              style={{ translate: `${String(at.x)}px ${String(at.y)}px` }}
              aria-label={`Point ${String(ordinal + 1)} of ${String(all.length)}. Arrow keys move it.`}
              onPointerDown={(event) => {
                moves.handle(event, handle);
              }}
              onWheel={forward}
              onKeyDown={(event) => {
                onKey(event, (way) =>
                  withHandle(
                    annotation,
                    handle,
                    insideImage({ x: handle.at.x + way.x, y: handle.at.y + way.y }, moves.size),
                  ),
                );
              }}
            />
          );
        })}
    </>
  );
}

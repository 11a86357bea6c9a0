/** What dragging does with the measuring tools. Points stay on the image; previews are not measured. */
import { annotationPoints, type AnnotationKind, type ImagePoint } from '@pacs/shared/annotations';
import { modalityTransform, paddingRange } from '@pacs/shared/display/modality';
import { greysOf } from '../view/painting-of.ts';
import type { PaneFrame } from '../view/pane-frame.ts';
import type { Drag, PaneHandle, PanePointer } from '../view/pane-layers.ts';
import type { ToolBehaviour } from './behaviour.ts';
import { isComplete, moveDraft, pressDraft, releaseDraft, type Draft } from './core/drawing.ts';
import { insideImage, isDegenerate } from './core/edit.ts';
import { boxOf } from './core/geometry.ts';
import { measure } from './core/measure.ts';
import { spokenMeasurement } from './core/measure-words.ts';
import { roiStatistics } from './core/roi-statistics.ts';
import { boardOf } from './drawing-board.ts';
import { imageKeyOf, isOn, sizeOf, subjectOf } from './image-key.ts';
import { annotationsOf } from './session-annotations.ts';
import { drawingToolOf, otherTools } from './tool-list.ts';

/** Screen pixels below which a press is a click. */
const clickPixels = 4;

/** Why nothing can be measured here now. */
export function whyNot(frame: PaneFrame): string | undefined {
  if (frame.isPreview) return 'Only a preview is here yet: measuring waits for the whole image.';
  return frame.decoded === undefined ? 'There is no image to measure.' : undefined;
}

const isOnImage = ({ x, y }: ImagePoint, frame: PaneFrame): boolean => {
  const { rows, columns } = sizeOf(frame.entry);
  return x >= 0 && y >= 0 && x <= columns && y <= rows;
};

/** The draft that is being drawn in this pane, on the image that it shows. */
export function draftIn(frame: PaneFrame, kind: AnnotationKind): Draft | undefined {
  const { draft } = boardOf(frame.session).view();
  if (draft?.pane !== frame.pane || !isOn(draft.image, imageKeyOf(frame.entry))) return undefined;
  return draft.draft.kind === kind ? draft.draft : undefined;
}

/** Takes a complete draft as an annotation; shows any other. */
export function settleDraft(frame: PaneFrame, draft: Draft): void {
  const { session, entry, pane } = frame;
  const board = boardOf(session);
  if (!isComplete(draft)) {
    board.set({ draft: { pane, image: imageKeyOf(entry), draft } });
    return;
  }
  board.set({ draft: undefined });
  const { kind } = draft;
  const points = draft.placed.slice(0, annotationPoints[kind]);
  if (isDegenerate({ kind, points })) return;
  const id = crypto.randomUUID().replaceAll('-', '');
  annotationsOf(session).put({ id, kind, ...imageKeyOf(entry), points, createdAtMs: Date.now() });
  board.set({ selected: id, ...(kind === 'arrow' ? { writing: id } : {}) });
  const measurement = measure({ kind, points }, subjectOf(entry, frame.decoded, frame.tables));
  board.say(`${spokenMeasurement(kind, undefined, measurement)}. Added.`);
}

export const emptyDraft = (kind: AnnotationKind, floating: ImagePoint): Draft => ({
  kind,
  placed: [],
  floating,
});

function beginDrawing(
  kind: AnnotationKind,
  at: PanePointer,
  pane: PaneHandle,
  settle: (frame: PaneFrame, draft: Draft) => void,
): Drag | undefined {
  const frame = pane.frame();
  const board = boardOf(frame.session);
  const refused = whyNot(frame);
  if (refused !== undefined) board.say(refused);
  if (refused !== undefined || at.image === undefined || !isOnImage(at.image, frame)) return undefined;
  const image = imageKeyOf(frame.entry);
  const size = sizeOf(frame.entry);
  const before = draftIn(frame, kind) ?? emptyDraft(kind, at.image);
  let draft = pressDraft(before, at.image);
  let wasDragged = false;
  const show = () => {
    board.set({ draft: { pane: frame.pane, image, draft }, selected: undefined });
  };
  show();
  const to = ({ screen, image: point }: PanePointer): ImagePoint => {
    wasDragged ||= Math.hypot(screen.x - at.screen.x, screen.y - at.screen.y) > clickPixels;
    return point === undefined ? draft.floating : insideImage(point, size);
  };
  return {
    move(pointer) {
      const point = to(pointer);
      draft = wasDragged ? moveDraft(draft, point) : draft;
      show();
    },
    end(pointer) {
      const now = pane.frame();
      // Another image has come under the pointer: what was begun belongs to neither.
      if (!isOn(imageKeyOf(now.entry), image)) board.set({ draft: undefined });
      else {
        const point = to(pointer);
        settle(now, releaseDraft(draft, before, wasDragged ? point : draft.floating, wasDragged));
      }
    },
    cancel() {
      board.set({ draft: undefined });
    },
  };
}

function hoverDrawing(kind: AnnotationKind, at: PanePointer | undefined, pane: PaneHandle): void {
  const frame = pane.frame();
  const draft = draftIn(frame, kind);
  if (draft === undefined || at?.image === undefined) return;
  const floating = insideImage(at.image, sizeOf(frame.entry));
  boardOf(frame.session).set({
    draft: { pane: frame.pane, image: imageKeyOf(frame.entry), draft: moveDraft(draft, floating) },
  });
}

/** Values from the darkest to the brightest pixel inside fill the greys. */
function windowRegion(at: PanePointer, pane: PaneHandle): Drag | undefined {
  return beginDrawing('rectangle', at, pane, (frame, { placed: [a, b] }) => {
    boardOf(frame.session).set({ draft: undefined });
    const { decoded } = frame;
    const greys = greysOf(frame);
    if (a === undefined || b === undefined || decoded === undefined || greys === undefined) return;
    const found = roiStatistics('rectangle', boxOf(a, b), {
      frame: decoded,
      toValue: modalityTransform(greys.display, greys.luts),
      padding: paddingRange(greys.display),
    });
    if (found === undefined || found.max <= found.min) return;
    const width = found.max - found.min;
    pane.dispatch({ type: 'voi', voi: { kind: 'window', center: found.min + width / 2, width } });
  });
}

function magnify(at: PanePointer, pane: PaneHandle): Drag {
  const { session, pane: ordinal } = pane.frame();
  const board = boardOf(session);
  const show = ({ screen, pointerType }: PanePointer) => {
    board.set({ lens: { pane: ordinal, at: screen, isTouch: pointerType === 'touch' } });
  };
  const hide = () => {
    board.set({ lens: undefined });
  };
  show(at);
  return { move: show, end: hide, cancel: hide };
}

/** A finger that rests asks for the value under it. */
function glance(at: PanePointer, pane: PaneHandle): Drag | undefined {
  const frame = pane.frame();
  const board = boardOf(frame.session);
  if (whyNot(frame) !== undefined) return undefined;
  const show = ({ image }: PanePointer) => {
    board.set({ glance: image && isOnImage(image, frame) ? { pane: frame.pane, at: image } : undefined });
  };
  const hide = () => {
    board.set({ glance: undefined });
  };
  show(at);
  return { move: show, end: hide, cancel: hide };
}

export const measureBehaviour: ToolBehaviour = {
  begin(tool, at, pane) {
    const kind = drawingToolOf(tool)?.kind;
    if (kind !== undefined) return beginDrawing(kind, at, pane, settleDraft);
    if (tool === otherTools.windowRegion.id) return windowRegion(at, pane);
    if (tool === otherTools.magnifier.id) return magnify(at, pane);
    return tool === otherTools.glance.id ? glance(at, pane) : undefined;
  },
  hover(tool, at, pane) {
    const kind = drawingToolOf(tool)?.kind;
    if (kind !== undefined) hoverDrawing(kind, at, pane);
  },
  undo(session) {
    const isPossible = annotationsOf(session).view().canUndo;
    annotationsOf(session).undo();
    boardOf(session).say(isPossible ? 'Undone.' : 'Nothing to undo.');
  },
  redo(session) {
    const isPossible = annotationsOf(session).view().canRedo;
    annotationsOf(session).redo();
    boardOf(session).say(isPossible ? 'Redone.' : 'Nothing to redo.');
  },
};

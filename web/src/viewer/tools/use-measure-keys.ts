/**
 * Measuring and looking closer by keyboard. The key of the chosen tool, pressed again, puts a crosshair on the image: arrows move it,
 * Enter places a point. Ahead of the viewer's own keys, which mean something else by arrows and Enter.
 */
import { useEffect, useEffectEvent, useLayoutEffect } from 'react';
import type { PaneFrame } from '../view/pane-frame.ts';
import { moveDraft, placePoint, unplacePoint } from './core/drawing.ts';
import { insideImage } from './core/edit.ts';
import { kindWords } from './core/kind-words.ts';
import { boardOf } from './drawing-board.ts';
import { sizeOf } from './image-key.ts';
import { keyWay } from './key-way.ts';
import { draftIn, emptyDraft, measureBehaviour, settleDraft, whyNot } from './measure-tools.ts';
import { annotationsOf } from './session-annotations.ts';
import { pressLens } from './lens-keys.ts';
import { drawingToolOf, otherTools } from './tool-list.ts';

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.closest('dialog[open]') !== null || target.matches('input, select, textarea, [contenteditable]'));

const isButton = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, a') !== null;

export function useMeasureKeys(frame: PaneFrame, tool: string): void {
  const { session, pane, isActive } = frame;
  const board = boardOf(session);

  const step = (event: KeyboardEvent): boolean => {
    const kind = drawingToolOf(tool)?.kind;
    const { cursor } = board.view();
    const at = cursor?.pane === pane ? cursor.at : undefined;
    if (tool === otherTools.magnifier.id) return pressLens(event, frame);
    if (kind === undefined) return false;
    const draft = draftIn(frame, kind);
    const size = sizeOf(frame.entry);
    if (at === undefined) {
      if (event.key === 'Escape' && draft !== undefined) {
        board.set({ draft: undefined });
        return true;
      }
      if (event.key.toLowerCase() !== drawingToolOf(tool)?.key) return false;
      const refused = whyNot(frame);
      if (refused === undefined) {
        const middle = frame.transforms.size();
        const seen = frame.transforms.screenToImage({ x: middle.width / 2, y: middle.height / 2 });
        const start = insideImage(seen ?? { x: 0, y: 0 }, size);
        const centred = { x: Math.floor(start.x) + 0.5, y: Math.floor(start.y) + 0.5 };
        board.set({ cursor: { pane, at: insideImage(centred, size) } });
      }
      board.say(
        refused ?? `${kindWords[kind]}: arrow keys move the crosshair, Enter places a point, Escape ends.`,
      );
      return true;
    }
    const way = keyWay(event, frame.look.turn);
    if (way !== undefined) {
      const to = insideImage({ x: at.x + way.x, y: at.y + way.y }, size);
      board.set({ cursor: { pane, at: to } });
      if (draft !== undefined) settleDraft(frame, moveDraft(draft, to));
      board.say(`Column ${String(Math.floor(to.x) + 1)}, row ${String(Math.floor(to.y) + 1)}`);
      return true;
    }
    if (event.key === 'Enter') {
      const placed = placePoint(draft ?? emptyDraft(kind, at), at);
      board.say(`Point ${String(placed.placed.length)} placed.`);
      settleDraft(frame, placed);
      return true;
    }
    if (event.key === 'Backspace' && draft !== undefined) {
      const shorter = unplacePoint(draft);
      if (shorter === undefined || shorter.placed.length === 0) board.set({ draft: undefined });
      else settleDraft(frame, shorter);
      return true;
    }
    if (event.key === 'Escape') {
      board.set(draft === undefined ? { cursor: undefined } : { draft: undefined });
      return true;
    }
    return false;
  };

  const edit = (event: KeyboardEvent): boolean => {
    const { selected } = board.view();
    if (event.ctrlKey || event.metaKey) {
      const key = event.key.toLowerCase();
      if (key === 'z' && !event.shiftKey) measureBehaviour.undo(session);
      else if (key === 'y' || key === 'z') measureBehaviour.redo(session);
      else return false;
      return true;
    }
    if ((event.key === 'Delete' || event.key === 'Backspace') && selected && !isButton(event.target)) {
      annotationsOf(session).remove([selected]);
      board.set({ selected: undefined });
      board.say('Removed.');
      return true;
    }
    return false;
  };

  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (!isActive || event.altKey || isField(event.target)) return;
    const isOurs = edit(event) || (!event.ctrlKey && !event.metaKey && step(event));
    if (!isOurs) return;
    event.preventDefault();
    event.stopPropagation();
  });
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      pressed(event);
    };
    window.addEventListener('keydown', listen, { capture: true });
    return () => {
      window.removeEventListener('keydown', listen, { capture: true });
    };
  }, []);

  // Another tool: what was begun with the one before is no more.
  const changed = useEffectEvent(() => {
    const { draft, cursor, lens } = board.view();
    if (draft?.pane === pane || cursor?.pane === pane) board.set({ draft: undefined, cursor: undefined });
    if (lens?.pane === pane) board.set({ lens: undefined });
    const chosen = drawingToolOf(tool);
    if (!isActive || chosen === undefined) return;
    const key = chosen.key.toUpperCase();
    board.say(`${chosen.label}. Drag on the image, or press ${key} again to place points by keyboard.`);
  });
  useEffect(() => {
    changed();
  }, [tool]);
}

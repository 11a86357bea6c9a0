/** The magnifier by keyboard: its key, pressed again, holds it over the middle of the pane; arrows move it. */
import { upright } from '../core/turn.ts';
import type { PaneFrame } from '../view/pane-frame.ts';
import { boardOf } from './drawing-board.ts';
import { keyWay } from './key-way.ts';
import { otherTools } from './tool-list.ts';

/** Screen pixels an arrow moves it by. */
const stepPixels = 6;

/** Whether the key was the magnifier's, which is the chosen tool. */
export function pressLens(event: Pick<KeyboardEvent, 'key' | 'shiftKey'>, frame: PaneFrame): boolean {
  const board = boardOf(frame.session);
  const { lens } = board.view();
  const isItsKey = event.key.toLowerCase() === otherTools.magnifier.key;
  const { width, height } = frame.transforms.size();
  if (lens?.pane !== frame.pane) {
    if (!isItsKey) return false;
    board.set({ lens: { pane: frame.pane, at: { x: width / 2, y: height / 2 }, isTouch: false } });
    board.say('Magnifier: arrow keys move it, Escape ends.');
    return true;
  }
  if (isItsKey || event.key === 'Escape') {
    board.set({ lens: undefined });
    return true;
  }
  // Along the screen, however the image is turned.
  const way = keyWay(event, upright);
  if (way === undefined) return false;
  const within = (value: number, most: number) => Math.min(most, Math.max(0, value));
  const at = {
    x: within(lens.at.x + way.x * stepPixels, width),
    y: within(lens.at.y + way.y * stepPixels, height),
  };
  board.set({ lens: { ...lens, at, isTouch: false } });
  return true;
}

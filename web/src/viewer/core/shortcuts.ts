/** The keyboard, as data: what is listed on `?` is what works. */
import type { ViewerAction } from './viewer-state.ts';

/** A tool as the keyboard knows it. */
export interface ToolKey {
  id: string;
  key?: string;
}

export type Command =
  | ViewerAction
  | { type: 'preset'; number: number }
  | { type: 'stack-step'; by: number }
  | { type: 'zoom-by'; factor: number }
  | { type: 'toggle-play' }
  | { type: 'first-image' }
  | { type: 'last-image' }
  | { type: 'help' };

interface Shortcut {
  keys: readonly string[];
  /** As shown in the list. */
  shown: string;
  does: string;
  command: Command;
}

export const shortcuts: readonly Shortcut[] = [
  { keys: ['ArrowUp', 'ArrowLeft'], shown: '↑ ←', does: 'Previous image', command: { type: 'step', by: -1 } },
  { keys: ['ArrowDown', 'ArrowRight'], shown: '↓ →', does: 'Next image', command: { type: 'step', by: 1 } },
  { keys: ['PageUp'], shown: 'Page up', does: 'Previous series', command: { type: 'stack-step', by: -1 } },
  { keys: ['PageDown'], shown: 'Page down', does: 'Next series', command: { type: 'stack-step', by: 1 } },
  { keys: ['Home'], shown: 'Home', does: 'First image', command: { type: 'first-image' } },
  { keys: ['End'], shown: 'End', does: 'Last image', command: { type: 'last-image' } },
  { keys: [' '], shown: 'Space', does: 'Play or pause', command: { type: 'toggle-play' } },
  { keys: ['0'], shown: '0', does: 'Window of the file', command: { type: 'voi', voi: undefined } },
  { keys: ['i'], shown: 'I', does: 'Invert', command: { type: 'invert' } },
  { keys: ['f'], shown: 'F', does: 'Flip left to right', command: { type: 'flip', axis: 'horizontal' } },
  { keys: ['v'], shown: 'V', does: 'Flip top to bottom', command: { type: 'flip', axis: 'vertical' } },
  { keys: ['['], shown: '[', does: 'Rotate left', command: { type: 'rotate', degrees: -90 } },
  { keys: [']'], shown: ']', does: 'Rotate right', command: { type: 'rotate', degrees: 90 } },
  { keys: ['+', '='], shown: '+', does: 'Zoom in', command: { type: 'zoom-by', factor: 1.25 } },
  { keys: ['-'], shown: '−', does: 'Zoom out', command: { type: 'zoom-by', factor: 0.8 } },
  { keys: ['x'], shown: 'X', does: 'Fit to the screen', command: { type: 'fit' } },
  { keys: ['r'], shown: 'R', does: 'Reset the view', command: { type: 'reset' } },
  { keys: ['?'], shown: '?', does: 'This list', command: { type: 'help' } },
];

export const presetKeys = '1 – 9';

/** The command of a key press; undefined for keys that are not ours, and for the browser's own combinations. */
export function commandOf(
  press: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean },
  tools: readonly ToolKey[],
): Command | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  if (/^[1-9]$/.test(press.key)) return { type: 'preset', number: Number(press.key) };
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const tool = tools.find((one) => one.key === key);
  if (tool !== undefined) return { type: 'tool', tool: tool.id };
  return shortcuts.find(({ keys }) => keys.includes(key))?.command;
}

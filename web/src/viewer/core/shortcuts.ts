/** The keyboard, as data: what is listed on `?` is what works. */
import type { PlainPhrase } from '../../words/say.ts';
import type { ViewerAction } from './viewer-state.ts';

type Key = readonly { id: string; key?: string }[];

/** What has a key without being in the list below. */
export interface Keyed {
  tools: Key;
  panels: Key;
  commands: Key;
  views: Key;
}

export type Command =
  | ViewerAction
  | { type: 'preset'; number: number }
  | { type: 'stack-step'; by: number }
  | { type: 'zoom-by'; factor: number }
  /** Screen pixels. */
  | { type: 'pan-by'; x: number; y: number }
  | { type: 'toggle-play' }
  | { type: 'first-image' }
  | { type: 'last-image' }
  | { type: 'pane-step'; by: number }
  | { type: 'next-layout' }
  | { type: 'rate-by'; factor: number }
  | { type: 'panel'; panel: string }
  | { type: 'command'; command: string }
  | { type: 'view'; view: string }
  | { type: 'compare' }
  | { type: 'night' }
  | { type: 'help' };

interface Shortcut {
  keys: readonly string[];
  /** As shown in the list. */
  shown: string;
  does: PlainPhrase;
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
  { keys: ['.'], shown: '.', does: 'Next pane', command: { type: 'pane-step', by: 1 } },
  { keys: [','], shown: ',', does: 'Previous pane', command: { type: 'pane-step', by: -1 } },
  { keys: ['g'], shown: 'G', does: 'Next layout', command: { type: 'next-layout' } },
  { keys: ['Enter'], shown: 'Enter', does: 'One pane alone, and back', command: { type: 'maximise' } },
  { keys: ['k'], shown: 'K', does: 'Scroll panes together', command: { type: 'link', what: 'scroll' } },
  { keys: ['j'], shown: 'J', does: 'One window for all panes', command: { type: 'link', what: 'window' } },
  { keys: ['n'], shown: 'N', does: 'Reference lines', command: { type: 'link', what: 'lines' } },
  { keys: ['/'], shown: '/', does: 'Compare with another study', command: { type: 'compare' } },
  { keys: ['>'], shown: '>', does: 'Play faster', command: { type: 'rate-by', factor: 1.25 } },
  { keys: ['<'], shown: '<', does: 'Play slower', command: { type: 'rate-by', factor: 0.8 } },
  { keys: ['b'], shown: 'B', does: 'Play to and fro', command: { type: 'sweep' } },
  { keys: ['d'], shown: 'D', does: 'Dark room', command: { type: 'night' } },
  { keys: ['?'], shown: '?', does: 'This list', command: { type: 'help' } },
];

export const presetKeys = '1 – 9';
export const panKeys = 'Shift ← ↑ → ↓';

const panPixels = 40;
const panWays: Readonly<Record<string, { x: number; y: number }>> = {
  ArrowLeft: { x: -panPixels, y: 0 },
  ArrowRight: { x: panPixels, y: 0 },
  ArrowUp: { x: 0, y: -panPixels },
  ArrowDown: { x: 0, y: panPixels },
};

/** The command of a key press; undefined for keys that are not ours, and for the browser's own combinations. */
export function commandOf(
  press: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; shiftKey: boolean },
  keyed: Keyed,
): Command | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  const pan = press.shiftKey ? panWays[press.key] : undefined;
  if (pan !== undefined) return { type: 'pan-by', ...pan };
  if (/^[1-9]$/.test(press.key)) return { type: 'preset', number: Number(press.key) };
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const idOf = (list: Key) => list.find((one) => one.key === key)?.id;
  const tool = idOf(keyed.tools);
  if (tool !== undefined) return { type: 'tool', tool };
  const panel = idOf(keyed.panels);
  if (panel !== undefined) return { type: 'panel', panel };
  const command = idOf(keyed.commands);
  if (command !== undefined) return { type: 'command', command };
  const view = idOf(keyed.views);
  if (view !== undefined) return { type: 'view', view };
  return shortcuts.find(({ keys }) => keys.includes(key))?.command;
}

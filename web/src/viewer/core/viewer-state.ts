/** What the user has chosen to see: which panes, what in each, and how. Everything derived is derived elsewhere. */
import type { Travel } from './wishes.ts';
import { maxPanes, paneCount, shownPanes, type Layout } from './layout.ts';
import type { Voi } from './presets.ts';
import { flipHorizontally, flipVertically, rotateBy, upright, type Turn } from './turn.ts';

export interface Look {
  /** undefined: as the file asks. */
  voi: Voi | undefined;
  invert: boolean;
  turn: Turn;
  /** 1: the whole image just fits. */
  zoom: number;
  /** In image pixels, along the screen's axes. */
  pan: { x: number; y: number };
}

/** What a pane shows. `study` counts the opened studies: 0 is the one that the page is about. */
export interface StackContent {
  kind: 'stack';
  study: number;
  stack: number;
}
export type PaneContent = StackContent;

export interface PaneState {
  /** undefined: empty. */
  content: PaneContent | undefined;
  /** By contentKey; absent until something was changed there. A stack opens at its first image. */
  positions: Readonly<Record<string, number>>;
  looks: Readonly<Record<string, Look>>;
  travel: Travel;
  playing: boolean;
  /** Frames a second as the user set it; undefined: the header's. */
  rate: number | undefined;
}

export interface ViewerState {
  layout: Layout;
  /** The active pane alone, for a closer look. */
  isMaximised: boolean;
  /** Always maxPanes of them: those that the layout does not show keep what they had. */
  panes: readonly PaneState[];
  active: number;
  /** Id of the tool that dragging uses: view/extensions.ts. */
  tool: string;
}

export const untouched: Look = {
  voi: undefined,
  invert: false,
  turn: upright,
  zoom: 1,
  pan: { x: 0, y: 0 },
};

export const minZoom = 0.1;
export const maxZoom = 40;

/** Without `pane` they are meant for the active one. */
export type PaneAction = { pane?: number } & (
  | { type: 'show'; content: PaneContent | undefined }
  | { type: 'stack'; stack: number }
  | { type: 'position'; position: number }
  | { type: 'step'; by: number }
  | { type: 'voi'; voi: Voi | undefined }
  | { type: 'invert' }
  | { type: 'rotate'; degrees: 90 | -90 }
  | { type: 'flip'; axis: 'horizontal' | 'vertical' }
  | { type: 'zoom'; zoom: number; pan?: { x: number; y: number } }
  | { type: 'pan'; pan: { x: number; y: number } }
  | { type: 'fit' }
  | { type: 'reset' }
  | { type: 'play'; playing: boolean }
  | { type: 'rate'; rate: number }
);

export type ViewerAction =
  | PaneAction
  | { type: 'activate'; pane: number }
  | { type: 'layout'; layout: Layout }
  | { type: 'maximise'; pane?: number }
  | { type: 'tool'; tool: string };

/** The same action, meant for this pane where it names none. */
export function inThisPane(action: ViewerAction, pane: number): ViewerAction {
  if (action.type === 'layout' || action.type === 'tool') return action;
  return { ...action, pane: action.pane ?? pane };
}

const emptyPane: PaneState = {
  content: undefined,
  positions: {},
  looks: {},
  travel: 0,
  playing: false,
  rate: undefined,
};

export const contentKey = ({ study, stack }: PaneContent): string => `${String(study)}.${String(stack)}`;

/** One pane with this stack of the first study. */
export function startState(stack: number, position: number, tool: string): ViewerState {
  const content: PaneContent = { kind: 'stack', study: 0, stack };
  const first: PaneState = { ...emptyPane, content, positions: { [contentKey(content)]: position } };
  const panes = [first, ...Array.from({ length: maxPanes - 1 }, () => emptyPane)];
  return { layout: '1x1', isMaximised: false, panes, active: 0, tool };
}

export const paneOf = (state: ViewerState, pane = state.active): PaneState => state.panes[pane] ?? emptyPane;

export const lookOf = ({ content, looks }: PaneState): Look =>
  (content && looks[contentKey(content)]) ?? untouched;

export const positionOf = ({ content, positions }: PaneState): number =>
  (content && positions[contentKey(content)]) ?? 0;

/** The reducer for studies whose stacks have so many frames: `frames[study][stack]`. */
export function viewerReducer(frames: readonly (readonly number[])[]) {
  const framesOf = (content: PaneContent | undefined): number =>
    (content && frames[content.study]?.[content.stack]) ?? 0;

  const show = (pane: PaneState, content: PaneContent | undefined): PaneState => {
    if (content !== undefined && framesOf(content) === 0) return pane;
    if (content && pane.content && contentKey(content) === contentKey(pane.content)) return pane;
    return { ...pane, content, travel: 0, playing: false, rate: undefined };
  };

  const moveTo = (pane: PaneState, wanted: number): PaneState => {
    const from = positionOf(pane);
    if (pane.content === undefined) return pane;
    const position = Math.min(framesOf(pane.content) - 1, Math.max(0, Math.round(wanted)));
    if (position === from) return pane;
    const positions = { ...pane.positions, [contentKey(pane.content)]: position };
    return { ...pane, positions, travel: position > from ? 1 : -1 };
  };

  const change = (pane: PaneState, changed: Partial<Look>): PaneState => {
    if (pane.content === undefined) return pane;
    const looks = { ...pane.looks, [contentKey(pane.content)]: { ...lookOf(pane), ...changed } };
    return { ...pane, looks };
  };

  const inPane = (pane: PaneState, action: PaneAction): PaneState => {
    const look = lookOf(pane);
    switch (action.type) {
      case 'show':
        return show(pane, action.content);
      case 'stack':
        return show(pane, { kind: 'stack', study: pane.content?.study ?? 0, stack: action.stack });
      case 'position':
        return moveTo(pane, action.position);
      case 'step':
        return moveTo(pane, positionOf(pane) + action.by);
      case 'voi':
        return change(pane, { voi: action.voi });
      case 'invert':
        return change(pane, { invert: !look.invert });
      case 'rotate':
        return change(pane, { turn: rotateBy(look.turn, action.degrees), pan: { x: 0, y: 0 } });
      case 'flip': {
        const flip = action.axis === 'horizontal' ? flipHorizontally : flipVertically;
        return change(pane, { turn: flip(look.turn) });
      }
      case 'zoom':
        return change(pane, {
          zoom: Math.min(maxZoom, Math.max(minZoom, action.zoom)),
          pan: action.pan ?? look.pan,
        });
      case 'pan':
        return change(pane, { pan: action.pan });
      case 'fit':
        return change(pane, { zoom: 1, pan: { x: 0, y: 0 } });
      case 'reset':
        return change(pane, untouched);
      case 'play':
        return { ...pane, playing: action.playing && framesOf(pane.content) > 1 };
      case 'rate':
        return { ...pane, rate: action.rate };
    }
  };

  /** Panes that come into view without anything in them get the stacks that follow in the strip. */
  const filled = (state: ViewerState): ViewerState => {
    const shown = shownPanes(state.layout, state.active, false);
    const panes = [...state.panes];
    const study = paneOf(state).content?.study ?? 0;
    let next = (paneOf(state).content?.stack ?? -1) + 1;
    for (const at of shown) {
      const pane = panes[at] ?? emptyPane;
      if (pane.content !== undefined) continue;
      const isShown = (stack: number) =>
        shown.some((other) => panes[other]?.content?.study === study && panes[other].content.stack === stack);
      while (isShown(next)) next += 1;
      panes[at] = show(pane, { kind: 'stack', study, stack: next });
    }
    return { ...state, panes };
  };

  const inOnePane = (state: ViewerState, action: PaneAction): ViewerState => {
    const at = action.pane ?? state.active;
    const before = paneOf(state, at);
    const after = inPane(before, action);
    if (after === before) return state;
    return { ...state, panes: state.panes.map((pane, ordinal) => (ordinal === at ? after : pane)) };
  };

  return (state: ViewerState, action: ViewerAction): ViewerState => {
    switch (action.type) {
      case 'activate':
        return action.pane === state.active ? state : { ...state, active: action.pane };
      case 'tool':
        return { ...state, tool: action.tool };
      case 'maximise': {
        // Where there is one pane, the image is what can be brought back to size.
        if (paneCount(state.layout) === 1) return inOnePane(state, { ...action, type: 'fit' });
        return { ...state, active: action.pane ?? state.active, isMaximised: !state.isMaximised };
      }
      case 'layout':
        return filled({ ...state, layout: action.layout, isMaximised: false });
      default:
        return inOnePane(state, action);
    }
  };
}

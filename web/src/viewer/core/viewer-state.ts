/** What the user has chosen to see: which panes, what in each, and how. Everything derived is derived elsewhere. */
import type { ValueFacts } from './linked-window.ts';
import type { StackSpace } from './linking.ts';
import type { Travel } from './wishes.ts';
import { maxPanes, type Layout } from './layout.ts';
import type { Presented } from './presented.ts';
import type { Voi } from './presets.ts';
import { upright, type Turn } from './turn.ts';

export interface Look {
  /** undefined: as the file asks. */
  voi: Voi | undefined;
  invert: boolean;
  turn: Turn;
  /** 1: the whole image just fits. */
  zoom: number;
  /** In image pixels, along the screen's axes. */
  pan: { x: number; y: number };
  /** The presentation state that is applied; undefined: none. */
  presentation: Presented | undefined;
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

/** What panes do together. */
export interface Links {
  /** Where each pane stood when they were tied: others follow from there. undefined: each scrolls alone. */
  anchors: readonly number[] | undefined;
  /** A window set in one pane is set in all of its modality, in their own values. */
  window: boolean;
  /** Where the active pane's plane cuts through the others. */
  lines: boolean;
}

/** A choice of images: others are stepped over, and stacks without any of them are left out. */
export interface OnlyThese {
  name: string;
  study: number;
  /** Positions in ascending order, by stack. */
  positions: Readonly<Record<number, readonly number[]>>;
}

export interface ViewerState {
  /** undefined: all images. */
  only: OnlyThese | undefined;
  layout: Layout;
  /** The active pane alone, for a closer look. */
  isMaximised: boolean;
  /** Always maxPanes of them: those that the layout does not show keep what they had. */
  panes: readonly PaneState[];
  active: number;
  /** Id of the tool that dragging uses: view/extensions.ts. */
  tool: string;
  links: Links;
  /** Playing goes to and fro instead of starting over. */
  isSweeping: boolean;
}

/** A stack as far as the state asks about it. */
export interface StackShape {
  frames: number;
  modality: string;
  /** Of its first image. */
  values: ValueFacts;
  space: () => StackSpace;
}

export const untouched: Look = {
  voi: undefined,
  invert: false,
  turn: upright,
  zoom: 1,
  pan: { x: 0, y: 0 },
  presentation: undefined,
};

/** Without `pane` they are meant for the active one. */
export type PaneAction = { pane?: number } & (
  | { type: 'show'; content: PaneContent | undefined }
  | { type: 'stack'; stack: number }
  | { type: 'position'; position: number }
  | { type: 'step'; by: number }
  /** `invert`: absent where the greys stay as they are. */
  | { type: 'voi'; voi: Voi | undefined; invert?: boolean }
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
  /** One content a pane. */
  | { type: 'arrange'; layout: Layout; contents: readonly (PaneContent | undefined)[] }
  /** Another study takes this ordinal: nothing that was chosen for the one before holds for it. */
  | { type: 'replace'; study: number }
  | { type: 'link'; what: 'scroll' | 'window' | 'lines' }
  | { type: 'maximise'; pane?: number }
  | { type: 'sweep' }
  | { type: 'only'; only: OnlyThese | undefined }
  /** As a presentation state wants its series, by contentKey: in whatever pane they are, or will be, shown. */
  | { type: 'present'; looks: Readonly<Record<string, Look>> }
  | { type: 'tool'; tool: string };

/** The same action, meant for this pane where it names none. */
export function inThisPane(action: ViewerAction, pane: number): ViewerAction {
  if (
    action.type === 'layout' ||
    action.type === 'arrange' ||
    action.type === 'replace' ||
    action.type === 'link' ||
    action.type === 'sweep' ||
    action.type === 'only' ||
    action.type === 'present' ||
    action.type === 'tool'
  )
    return action;
  return { ...action, pane: action.pane ?? pane };
}

export const emptyPane: PaneState = {
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
  const links: Links = { anchors: undefined, window: false, lines: true };
  return {
    layout: '1x1',
    isMaximised: false,
    panes,
    active: 0,
    tool,
    links,
    isSweeping: false,
    only: undefined,
  };
}

export const paneOf = (state: ViewerState, pane = state.active): PaneState => state.panes[pane] ?? emptyPane;

export const lookOf = ({ content, looks }: PaneState): Look =>
  (content && looks[contentKey(content)]) ?? untouched;

export const positionOf = ({ content, positions }: PaneState): number =>
  (content && positions[contentKey(content)]) ?? 0;

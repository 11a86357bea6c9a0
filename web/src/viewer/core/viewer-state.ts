/** What the user has chosen to see: which stack, where in it, and how. Everything derived is derived elsewhere. */
import type { Travel } from './wishes.ts';
import type { Voi } from './presets.ts';
import { flipHorizontally, flipVertically, rotateBy, upright, type Turn } from './turn.ts';

export type Tool = 'window' | 'scroll' | 'zoom' | 'pan';

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

export interface ViewerState {
  stack: number;
  /** Position and look by stack; absent until something was changed there. */
  positions: Readonly<Record<number, number>>;
  looks: Readonly<Record<number, Look>>;
  travel: Travel;
  tool: Tool;
  playing: boolean;
  /** Frames a second as the user set it; undefined: the header's. */
  rate: number | undefined;
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

export type ViewerAction =
  | { type: 'stack'; stack: number }
  | { type: 'position'; position: number }
  | { type: 'step'; by: number }
  | { type: 'tool'; tool: Tool }
  | { type: 'voi'; voi: Voi | undefined }
  | { type: 'invert' }
  | { type: 'rotate'; degrees: 90 | -90 }
  | { type: 'flip'; axis: 'horizontal' | 'vertical' }
  | { type: 'zoom'; zoom: number; pan?: { x: number; y: number } }
  | { type: 'pan'; pan: { x: number; y: number } }
  | { type: 'fit' }
  | { type: 'reset' }
  | { type: 'play'; playing: boolean }
  | { type: 'rate'; rate: number };

export const startState = (stack: number, position: number): ViewerState => ({
  stack,
  positions: { [stack]: position },
  looks: {},
  travel: 0,
  tool: 'window',
  playing: false,
  rate: undefined,
});

export const lookOf = (state: ViewerState): Look => state.looks[state.stack] ?? untouched;

/** A stack opens at its first image. */
export const positionOf = (state: ViewerState): number => state.positions[state.stack] ?? 0;

/** The reducer for a study whose stacks have so many frames. */
export function viewerReducer(frames: readonly number[]) {
  const moveTo = (state: ViewerState, wanted: number): ViewerState => {
    const from = positionOf(state);
    const last = (frames[state.stack] ?? 1) - 1;
    const position = Math.min(last, Math.max(0, Math.round(wanted)));
    if (position === from) return state;
    return {
      ...state,
      positions: { ...state.positions, [state.stack]: position },
      travel: position > from ? 1 : -1,
    };
  };

  const change = (state: ViewerState, changed: Partial<Look>): ViewerState => ({
    ...state,
    looks: { ...state.looks, [state.stack]: { ...lookOf(state), ...changed } },
  });

  return (state: ViewerState, action: ViewerAction): ViewerState => {
    const look = lookOf(state);
    switch (action.type) {
      case 'stack': {
        if (frames[action.stack] === undefined || action.stack === state.stack) return state;
        return { ...state, stack: action.stack, travel: 0, playing: false, rate: undefined };
      }
      case 'position':
        return moveTo(state, action.position);
      case 'step':
        return moveTo(state, positionOf(state) + action.by);
      case 'tool':
        return { ...state, tool: action.tool };
      case 'voi':
        return change(state, { voi: action.voi });
      case 'invert':
        return change(state, { invert: !look.invert });
      case 'rotate':
        return change(state, { turn: rotateBy(look.turn, action.degrees), pan: { x: 0, y: 0 } });
      case 'flip': {
        const flip = action.axis === 'horizontal' ? flipHorizontally : flipVertically;
        return change(state, { turn: flip(look.turn) });
      }
      case 'zoom':
        return change(state, {
          zoom: Math.min(maxZoom, Math.max(minZoom, action.zoom)),
          pan: action.pan ?? look.pan,
        });
      case 'pan':
        return change(state, { pan: action.pan });
      case 'fit':
        return change(state, { zoom: 1, pan: { x: 0, y: 0 } });
      case 'reset':
        return change(state, untouched);
      case 'play':
        return { ...state, playing: action.playing && (frames[state.stack] ?? 1) > 1 };
      case 'rate':
        return { ...state, rate: action.rate };
    }
  };
}

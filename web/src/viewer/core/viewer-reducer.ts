/** What each action makes of the state. */
import { paneCount, shownPanes } from './layout.ts';
import { linkedWindow } from './linked-window.ts';
import { followingPosition } from './linking.ts';
import { chosenAt, chosenBy, chosenIn } from './only-these.ts';
import { flipHorizontally, flipVertically, rotateBy } from './turn.ts';
import {
  contentKey,
  emptyPane,
  lookOf,
  paneOf,
  positionOf,
  untouched,
  type Look,
  type OnlyThese,
  type PaneAction,
  type PaneContent,
  type PaneState,
  type StackShape,
  type ViewerAction,
  type ViewerState,
} from './viewer-state.ts';
import { withinZoom } from './zoom.ts';

function withoutStudy(pane: PaneState, study: number): PaneState {
  const others = <T>(chosen: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(chosen).filter(([key]) => !key.startsWith(`${String(study)}.`)));
  const kept = { ...pane, positions: others(pane.positions), looks: others(pane.looks) };
  return pane.content?.study === study ? { ...kept, content: undefined, playing: false } : kept;
}

/** The reducer for these studies: `stacks[study][stack]`. */
export function viewerReducer(stacks: readonly (readonly StackShape[])[]) {
  const shapeOf = (content: PaneContent | undefined): StackShape | undefined =>
    content && stacks[content.study]?.[content.stack];
  const framesOf = (content: PaneContent | undefined): number => shapeOf(content)?.frames ?? 0;

  const show = (pane: PaneState, content: PaneContent | undefined): PaneState => {
    if (content !== undefined && framesOf(content) === 0) return pane;
    if (content && pane.content && contentKey(content) === contentKey(pane.content)) return pane;
    return { ...pane, content, travel: 0, playing: false, rate: undefined };
  };

  const moveTo = (pane: PaneState, wanted: number, only: OnlyThese | undefined): PaneState => {
    const from = positionOf(pane);
    if (pane.content === undefined) return pane;
    const within = Math.min(framesOf(pane.content) - 1, Math.max(0, Math.round(wanted)));
    const chosen = chosenIn(only, pane.content);
    const position = chosen === undefined ? within : chosenAt(chosen, within, from);
    if (position === from) return pane;
    const positions = { ...pane.positions, [contentKey(pane.content)]: position };
    return { ...pane, positions, travel: position > from ? 1 : -1 };
  };

  const change = (pane: PaneState, changed: Partial<Look>): PaneState => {
    if (pane.content === undefined) return pane;
    const looks = { ...pane.looks, [contentKey(pane.content)]: { ...lookOf(pane), ...changed } };
    return { ...pane, looks };
  };

  /** Onto an image that counts, where the pane's stack has one. */
  const settled = (pane: PaneState, only: OnlyThese | undefined): PaneState =>
    moveTo(pane, positionOf(pane), only);

  const stepped = (pane: PaneState, by: number, only: OnlyThese | undefined): PaneState => {
    const chosen = pane.content && chosenIn(only, pane.content);
    const from = positionOf(pane);
    return moveTo(pane, chosen === undefined ? from + by : chosenBy(chosen, from, by), only);
  };

  /** The stack, or where it holds no image that counts, the next one in that direction that does. */
  const countingStack = (pane: PaneState, wanted: number, only: OnlyThese | undefined): number => {
    const study = pane.content?.study ?? 0;
    const by = wanted < (pane.content?.stack ?? 0) ? -1 : 1;
    let stack = wanted;
    while (
      framesOf({ kind: 'stack', study, stack }) > 0 &&
      chosenIn(only, { kind: 'stack', study, stack })?.length === 0
    )
      stack += by;
    return stack;
  };

  const inPane = (pane: PaneState, action: PaneAction, only: OnlyThese | undefined): PaneState => {
    const look = lookOf(pane);
    switch (action.type) {
      case 'show':
        return settled(show(pane, action.content), only);
      case 'stack':
        return settled(
          show(pane, {
            kind: 'stack',
            study: pane.content?.study ?? 0,
            stack: countingStack(pane, action.stack, only),
          }),
          only,
        );
      case 'position':
        return moveTo(pane, action.position, only);
      case 'step':
        return stepped(pane, action.by, only);
      case 'voi':
        return change(pane, { voi: action.voi, invert: action.invert ?? look.invert });
      case 'invert':
        return change(pane, { invert: !look.invert });
      case 'rotate':
        return change(pane, { turn: rotateBy(look.turn, action.degrees), pan: { x: 0, y: 0 } });
      case 'flip': {
        const flip = action.axis === 'horizontal' ? flipHorizontally : flipVertically;
        return change(pane, { turn: flip(look.turn) });
      }
      case 'zoom':
        return change(pane, { zoom: withinZoom(action.zoom), pan: action.pan ?? look.pan });
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
    const after = inPane(before, action, state.only);
    if (after === before) return state;
    const panes = state.panes.map((pane, ordinal) => (ordinal === at ? after : pane));
    if (after.content !== before.content) return anchored({ ...state, panes });
    return { ...state, panes: together({ ...state, panes }, at, action) };
  };

  /** Ties the panes anew, from where they stand. */
  const anchored = (state: ViewerState): ViewerState =>
    state.links.anchors === undefined
      ? state
      : { ...state, links: { ...state.links, anchors: state.panes.map(positionOf) } };

  /** The panes after what was done in one of them has been done in those that are tied to it. */
  const together = (state: ViewerState, leader: number, action: PaneAction): ViewerState['panes'] => {
    const { links, panes } = state;
    const leading = paneOf(state, leader);
    const shape = shapeOf(leading.content);
    const shown = shownPanes(state.layout, state.active, false);
    const inOthers = (change: (pane: PaneState, at: number) => PaneState) =>
      panes.map((pane, at) => (at === leader || !shown.includes(at) ? pane : change(pane, at)));

    if (shape !== undefined && links.window && action.type === 'voi')
      return inOthers((pane) => {
        const other = shapeOf(pane.content);
        if (other?.modality !== shape.modality) return pane;
        const linked = linkedWindow(
          action.voi,
          { ...shape.values, state: lookOf(leading).presentation?.state },
          { ...other.values, state: lookOf(pane).presentation?.state },
        );
        return linked === undefined ? pane : inPane(pane, { ...action, ...linked }, state.only);
      });
    if (shape !== undefined && links.anchors !== undefined) {
      const anchors = links.anchors;
      if (action.type === 'position' || action.type === 'step')
        return inOthers((pane, at) => {
          const stack = shapeOf(pane.content)?.space();
          if (stack === undefined) return pane;
          const from = { stack: shape.space(), anchor: anchors[leader] ?? 0, now: positionOf(leading) };
          return moveTo(pane, followingPosition(from, { stack, anchor: anchors[at] ?? 0 }), state.only);
        });
      // Two that play would pull each other about.
      if (action.type === 'play')
        return inOthers((pane) => inPane(pane, { type: 'play', playing: false }, state.only));
    }
    return panes;
  };

  return (state: ViewerState, action: ViewerAction): ViewerState => {
    switch (action.type) {
      case 'activate':
        return action.pane === state.active ? state : { ...state, active: action.pane };
      case 'sweep':
        return { ...state, isSweeping: !state.isSweeping };
      case 'only': {
        const { only } = action;
        const [first] = Object.keys(only?.positions ?? {}).map(Number);
        const panes = state.panes.map((pane, at) => {
          if (only === undefined || pane.content?.study !== only.study) return pane;
          const isLeftOut = chosenIn(only, pane.content)?.length === 0;
          const leads = at === state.active && isLeftOut && first !== undefined;
          return settled(leads ? show(pane, { ...pane.content, stack: first }) : pane, only);
        });
        return { ...state, only, panes };
      }
      case 'present': {
        const panes = state.panes.map((pane) => ({ ...pane, looks: { ...pane.looks, ...action.looks } }));
        return { ...state, panes };
      }
      case 'tool':
        return { ...state, tool: action.tool };
      case 'maximise':
        // Where there is one pane, the image is what can be brought back to size.
        if (paneCount(state.layout) === 1) return inOnePane(state, { ...action, type: 'fit' });
        return { ...state, active: action.pane ?? state.active, isMaximised: !state.isMaximised };
      case 'layout':
        return anchored(filled({ ...state, layout: action.layout, isMaximised: false }));
      case 'arrange': {
        const panes = state.panes.map((pane, at) => show(pane, action.contents[at]));
        return anchored({ ...state, panes, layout: action.layout, isMaximised: false, active: 0 });
      }
      case 'replace': {
        const { study } = action;
        const panes = state.panes.map((pane) => withoutStudy(pane, study));
        return { ...state, panes, only: state.only?.study === study ? undefined : state.only };
      }
      case 'link': {
        const { anchors } = state.links;
        if (action.what !== 'scroll')
          return { ...state, links: { ...state.links, [action.what]: !state.links[action.what] } };
        const tied = anchors === undefined ? state.panes.map(positionOf) : undefined;
        return { ...state, links: { ...state.links, anchors: tied } };
      }
      default:
        return inOnePane(state, action);
    }
  };
}

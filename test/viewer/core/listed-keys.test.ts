import { expect, test } from 'vitest';
import { commandOf, shortcuts, type Command } from '../../../web/src/viewer/core/shortcuts.ts';
import { viewerReducer } from '../../../web/src/viewer/core/viewer-reducer.ts';
import {
  startState,
  type StackShape,
  type ViewerAction,
  type ViewerState,
} from '../../../web/src/viewer/core/viewer-state.ts';
import { keyed } from '../../../web/src/viewer/view/extensions.ts';
import { runCommand, type RunnerParts } from '../../../web/src/viewer/view/use-runner.ts';

const shape = (): StackShape => ({
  frames: 10,
  modality: 'CT',
  values: {},
  space: () => ({ space: undefined, planes: [] }),
});
const reduce = viewerReducer([[shape(), shape(), shape()]]);

/** Two panes, somewhere in the middle of everything, so that each key has something to change. */
const busy = (
  [
    { type: 'layout', layout: '1x2' },
    { type: 'voi', voi: { kind: 'window', center: 1, width: 2 } },
    { type: 'zoom', zoom: 3, pan: { x: 5, y: 7 } },
  ] satisfies ViewerAction[]
).reduce<ViewerState>(reduce, startState(1, 4, 'window'));

/** What a command makes of the state, and which doors it opens. */
function outcomeOf(command: Command) {
  let state = busy;
  const opened: string[] = [];
  const door = (name: string) => () => {
    opened.push(name);
  };
  const frame = {
    images: 10,
    entry: { facts: { display: undefined } },
    transforms: { toPan: ({ x, y }: { x: number; y: number }) => ({ x: x / 3, y: y / 3 }) },
  };
  const parts = {
    state,
    shown: [0, 1],
    screen: 'desk',
    viewer: {
      board: { frame: () => frame },
      active: state.active,
      dispatch: (action: ViewerAction) => {
        state = reduce(state, action);
      },
    },
    doors: {
      togglePanel: door('panel'),
      openView: door('view'),
      openHelp: door('help'),
      openComparison: door('compare'),
      toggleNight: door('night'),
    },
  } as unknown as RunnerParts;
  runCommand(command, parts);
  return { state, opened };
}

test.each(shortcuts.map(({ shown, does, command }) => [shown, does, command] as const))(
  'the key %s does something: %s',
  (_shown, _does, command) => {
    const { state, opened } = outcomeOf(command);
    if (opened.length === 0) expect(state).not.toEqual(busy);
    else expect(opened).toEqual([command.type]);
  },
);

test.each([
  ['ArrowRight', { x: 5 + 40 / 3, y: 7 }],
  ['ArrowLeft', { x: 5 - 40 / 3, y: 7 }],
  ['ArrowDown', { x: 5, y: 7 + 40 / 3 }],
  ['ArrowUp', { x: 5, y: 7 - 40 / 3 }],
])('with Shift, %s moves the image that way and no further image is shown', (key, pan) => {
  const press = { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: true };
  const command = commandOf(press, keyed);
  if (command === undefined) throw new Error('no command');
  const { state } = outcomeOf(command);
  expect(state.panes[0]?.looks['0.1']?.pan).toEqual(pan);
  expect(state.panes[0]?.positions).toEqual(busy.panes[0]?.positions);
});

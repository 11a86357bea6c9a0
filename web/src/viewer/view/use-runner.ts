/** Commands of keys and buttons as actions on the active pane; always the same function. */
import { useCallback, useEffect, useRef } from 'react';
import { isMonochrome } from '../core/facts.ts';
import { presetsFor, type Preset } from '../core/presets.ts';
import type { Command } from '../core/shortcuts.ts';
import { lookOf, paneOf, type ViewerAction, type ViewerState } from '../core/viewer-state.ts';
import type { PaneBoard } from './pane-board.ts';
import type { PaneFrame } from './pane-layers.ts';

export function framePresets(frame: PaneFrame | undefined): Preset[] {
  const { display, instance, format } = frame?.entry.facts ?? {};
  return display === undefined ? [] : presetsFor(instance?.modality ?? '', display, isMonochrome(format));
}

export function useRunner(
  state: ViewerState,
  board: PaneBoard,
  dispatch: (action: ViewerAction) => void,
  openHelp: () => void,
): (command: Command) => void {
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  });
  return useCallback(
    (command) => {
      const { active } = latest.current;
      const pane = paneOf(latest.current);
      const frame = board.frame(active);
      switch (command.type) {
        case 'preset': {
          const preset = framePresets(frame)[command.number - 1];
          if (preset !== undefined) dispatch({ type: 'voi', voi: preset.voi });
          return;
        }
        case 'stack-step':
          dispatch({ type: 'stack', stack: (pane.content?.stack ?? 0) + command.by });
          return;
        case 'zoom-by':
          dispatch({ type: 'zoom', zoom: lookOf(pane).zoom * command.factor });
          return;
        case 'toggle-play':
          dispatch({ type: 'play', playing: !pane.playing });
          return;
        case 'first-image':
          dispatch({ type: 'position', position: 0 });
          return;
        case 'last-image':
          dispatch({ type: 'position', position: (frame?.images ?? 1) - 1 });
          return;
        case 'help':
          openHelp();
          return;
        default:
          dispatch(command);
      }
    },
    [board, dispatch, openHelp],
  );
}

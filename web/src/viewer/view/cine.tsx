/** Plays the stack of a pane, at the header's rate or another. */
import { Pause, Play } from 'lucide-react';
import { headerRate } from '../core/playback.ts';
import type { Command } from '../core/shortcuts.ts';
import type { PaneState, ViewerAction } from '../core/viewer-state.ts';
import { useFrameOf, type PaneBoard } from './pane-board.ts';
import { ToolButton } from './tool-button.tsx';

export function Cine({
  board,
  pane,
  state,
  run,
  dispatch,
}: {
  board: PaneBoard;
  pane: number;
  state: PaneState;
  run: (command: Command) => void;
  dispatch: (action: ViewerAction) => void;
}) {
  const frame = useFrameOf(board, pane);
  if (frame === undefined || frame.images < 2) return null;
  const rate = Math.round(state.rate ?? headerRate(frame.entry.facts.display));
  return (
    <div className="v-cine">
      <ToolButton
        label={state.playing ? 'Pause' : 'Play'}
        keys="Space"
        icon={state.playing ? <Pause aria-hidden /> : <Play aria-hidden />}
        onPress={() => {
          run({ type: 'toggle-play' });
        }}
      />
      {state.playing && (
        <label className="v-rate">
          <input
            type="range"
            min={1}
            max={60}
            value={rate}
            aria-label="Images a second"
            onChange={(event) => {
              dispatch({ type: 'rate', rate: Number(event.target.value) });
            }}
          />
          <span>{rate}/s</span>
        </label>
      )}
    </div>
  );
}

/** Plays the stack of the active pane, at the header's rate or another, round and round or to and fro. */
import { ArrowRightLeft, Pause, Play, Repeat } from 'lucide-react';
import { headerRate, maxRate } from '../core/playback.ts';
import type { Command } from '../core/shortcuts.ts';
import type { PaneState } from '../core/viewer-state.ts';
import { useFrameOf } from './pane-board.ts';
import { ToolButton } from './tool-button.tsx';
import type { ViewerHandle } from './viewer-parts.ts';
import './cine.css';

export function Cine({
  viewer,
  pane,
  isSweeping,
  run,
}: {
  viewer: ViewerHandle;
  pane: PaneState;
  isSweeping: boolean;
  run: (command: Command) => void;
}) {
  const frame = useFrameOf(viewer.board, viewer.active);
  if (frame === undefined || frame.images < 2) return null;
  const rate = Math.round(pane.rate ?? headerRate(frame.entry.facts.display));
  return (
    <div className="v-cine">
      <ToolButton
        label={pane.playing ? 'Pause' : 'Play'}
        keys="Space"
        icon={pane.playing ? <Pause aria-hidden /> : <Play aria-hidden />}
        onPress={() => {
          run({ type: 'toggle-play' });
        }}
      />
      {pane.playing && (
        <>
          <ToolButton
            label="To and fro"
            keys="B"
            icon={isSweeping ? <ArrowRightLeft aria-hidden /> : <Repeat aria-hidden />}
            pressed={isSweeping}
            onPress={() => {
              run({ type: 'sweep' });
            }}
          />
          <label className="v-rate">
            <input
              type="range"
              min={1}
              max={maxRate}
              value={rate}
              aria-label="Images a second"
              onChange={(event) => {
                viewer.dispatch({ type: 'rate', rate: Number(event.target.value) });
              }}
            />
            <span>{rate}/s</span>
          </label>
        </>
      )}
    </div>
  );
}

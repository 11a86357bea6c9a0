/** Plays the stack of a pane, at the header's rate or another, round and round or to and fro. */
import { ArrowRightLeft, Pause, Play, Repeat } from 'lucide-react';
import { maxRate } from '../core/playback.ts';
import type { PaneState, ViewerAction } from '../core/viewer-state.ts';
import { say } from '../../words/say.ts';
import { ToolButton } from './tool-button.tsx';
import './cine.css';

export function Cine({
  state,
  rate,
  isSweeping,
  dispatch,
}: {
  state: PaneState;
  rate: number;
  isSweeping: boolean;
  dispatch: (action: ViewerAction) => void;
}) {
  return (
    <div className="v-cine">
      <ToolButton
        label={say(state.playing ? 'Pause' : 'Play')}
        keys="Space"
        icon={state.playing ? <Pause aria-hidden /> : <Play aria-hidden />}
        onPress={() => {
          dispatch({ type: 'play', playing: !state.playing });
        }}
      />
      {state.playing && (
        <>
          <ToolButton
            label={say('To and fro')}
            keys="B"
            icon={isSweeping ? <ArrowRightLeft aria-hidden /> : <Repeat aria-hidden />}
            pressed={isSweeping}
            onPress={() => {
              dispatch({ type: 'sweep' });
            }}
          />
          <label className="v-rate">
            <input
              type="range"
              min={1}
              max={maxRate}
              value={Math.round(rate)}
              aria-label={say('Images a second')}
              onChange={(event) => {
                dispatch({ type: 'rate', rate: Number(event.target.value) });
              }}
            />
            <span>{Math.round(rate)}/s</span>
          </label>
        </>
      )}
    </div>
  );
}

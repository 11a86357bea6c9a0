import { SlidersHorizontal, X } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { isMonochrome } from '../core/facts.ts';
import { windowOf, type Voi } from '../core/presets.ts';
import { valueWords } from '../core/words.ts';
import { say } from '../../words/say.ts';
import { useFrameOf } from './pane-board.ts';
import { ToolButton } from './tool-button.tsx';
import { framePresets } from './frame-presets.ts';
import type { PanelProps, ViewerPanel } from './viewer-parts.ts';
import { WindowFields } from './window-fields.tsx';
import './panel.css';

const isSame = (a: Voi | undefined, b: Voi) =>
  a?.kind === b.kind &&
  (b.kind !== 'window' || (a.kind === 'window' && a.center === b.center && a.width === b.width)) &&
  (b.kind !== 'lut' || (a.kind === 'lut' && a.lut === b.lut));

/** Presets by name and a window by numbers. Not modal: the image stays in view and in reach. */
function WindowPanel({ board, active, dispatch, onClose }: PanelProps) {
  const frame = useFrameOf(board, active);
  const presets = useMemo(() => framePresets(frame), [frame]);
  const chosen = frame?.look.voi;
  const window = frame?.voi?.kind === 'window' ? frame.voi : undefined;
  const onEnter = (voi: Voi) => {
    dispatch({ type: 'voi', voi });
  };
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    panel.current?.querySelector('button')?.focus();
  }, []);
  if (presets.length === 0) return null;
  const isInverted = frame?.look.invert ?? false;
  const inForce: Voi | undefined = chosen ?? window;
  return (
    <div
      ref={panel}
      className="v-panel"
      role="dialog"
      aria-label={say('Window')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <div className="v-panel-head">
        <h2>{say('Window')}</h2>
        <ToolButton label={say('Close')} icon={<X aria-hidden />} onPress={onClose} />
      </div>
      <ul className="v-presets">
        {presets.map((preset, at) => (
          <li key={`${String(at)} ${preset.name}`}>
            <button
              type="button"
              className="v-preset"
              aria-pressed={isSame(inForce, preset.voi) && (preset.invert ?? isInverted) === isInverted}
              onClick={() => {
                dispatch({ type: 'voi', ...windowOf(preset) });
              }}
            >
              <span>{preset.name}</span>
              <span className="v-preset-figures">
                {preset.voi.kind === 'window' &&
                  `${valueWords(preset.voi.width)} / ${valueWords(preset.voi.center)}`}
              </span>
              {at < 9 && <kbd>{at + 1}</kbd>}
            </button>
          </li>
        ))}
      </ul>
      {window !== undefined && (
        <div className="v-fields">
          <WindowFields window={window} onEnter={onEnter} />
        </div>
      )}
    </div>
  );
}

export const windowPanel: ViewerPanel = {
  id: 'window-presets',
  label: 'Window presets',
  key: 'q',
  icon: SlidersHorizontal,
  unavailable: (frame) =>
    isMonochrome(frame?.entry.facts.format) ? undefined : say('Colour images have no window'),
  Panel: WindowPanel,
};

import { SlidersHorizontal, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { isMonochrome } from '../core/facts.ts';
import type { Voi } from '../core/presets.ts';
import { valueWords } from '../core/words.ts';
import { say } from '../../words/say.ts';
import { useFrameOf } from './pane-board.ts';
import { ToolButton } from './tool-button.tsx';
import { framePresets } from './frame-presets.ts';
import type { PanelProps, ViewerPanel } from './viewer-parts.ts';
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
  const onChoose = (voi: Voi | undefined) => {
    dispatch({ type: 'voi', voi });
  };
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    panel.current?.querySelector('button')?.focus();
  }, []);
  if (presets.length === 0) return null;
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
        {presets.map(({ name, voi }, at) => (
          <li key={`${String(at)} ${name}`}>
            <button
              type="button"
              className="v-preset"
              aria-pressed={isSame(inForce, voi)}
              onClick={() => {
                onChoose(voi);
              }}
            >
              <span>{name}</span>
              <span className="v-preset-figures">
                {voi.kind === 'window' && `${valueWords(voi.width)} / ${valueWords(voi.center)}`}
              </span>
              {at < 9 && <kbd>{at + 1}</kbd>}
            </button>
          </li>
        ))}
      </ul>
      {window !== undefined && (
        <div className="v-fields">
          <NumberField
            label={say('Width')}
            value={window.width}
            min={Number.MIN_VALUE}
            onEnter={(width) => {
              onChoose({ kind: 'window', center: window.center, width });
            }}
          />
          <NumberField
            label={say('Level')}
            value={window.center}
            onEnter={(center) => {
              onChoose({ kind: 'window', width: window.width, center });
            }}
          />
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

/** Takes effect on Enter and on leaving; what is no number is put back. */
function NumberField({
  label,
  value,
  min,
  onEnter,
}: {
  label: string;
  value: number;
  min?: number;
  onEnter: (value: number) => void;
}) {
  const [typed, setTyped] = useState<string>();
  const enter = () => {
    const number = Number(typed?.replace(',', '.'));
    if (typed?.trim() && Number.isFinite(number) && (min === undefined || number >= min)) onEnter(number);
    setTyped(undefined);
  };
  return (
    <label className="v-field">
      <span>{label}</span>
      <input
        inputMode="decimal"
        autoComplete="off"
        value={typed ?? valueWords(value)}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        onBlur={enter}
        onKeyDown={(event) => {
          if (event.key === 'Enter') enter();
        }}
      />
    </label>
  );
}

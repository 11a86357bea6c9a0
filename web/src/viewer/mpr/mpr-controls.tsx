import { Contrast, Crosshair, ImageDown, Maximize, Move, SunMedium, X, ZoomIn } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Voi } from '@pacs/shared/display/voi';
import { windowOf, type Preset } from '../core/presets.ts';
import { ToolButton } from '../view/tool-button.tsx';
import { WindowFields } from '../view/window-fields.tsx';
import { thickestSlabMm, type MprAction, type MprState } from './core/mpr-state.ts';
import { slabTitles } from './core/mpr-words.ts';
import type { SlabMode } from './core/plane.ts';
import { say, type PlainPhrase } from '../../words/say.ts';

interface Tool {
  tool: MprState['tool'];
  label: PlainPhrase;
  keys?: string;
  icon: ReactNode;
}

const tools: readonly Tool[] = [
  { tool: 'cross', label: 'Move the crossing point', icon: <Crosshair aria-hidden /> },
  { tool: 'window', label: 'Window', keys: 'W', icon: <SunMedium aria-hidden /> },
  { tool: 'zoom', label: 'Zoom', keys: 'Z', icon: <ZoomIn aria-hidden /> },
  { tool: 'pan', label: 'Pan', keys: 'P', icon: <Move aria-hidden /> },
];

export function MprControls({
  state,
  presets,
  voi,
  dispatch,
  onSave,
  onClose,
}: {
  state: MprState;
  presets: readonly Preset[];
  /** In force. */
  voi: Voi;
  dispatch: (action: MprAction) => void;
  onSave: () => void;
  onClose: () => void;
}) {
  const { mode, thicknessMm } = state.slab;
  return (
    <div className="v-mpr-controls" role="toolbar" aria-label={say('Planes')}>
      {tools.map(({ tool, label, ...face }) => (
        <ToolButton
          key={tool}
          label={say(label)}
          {...face}
          pressed={state.tool === tool}
          onPress={() => {
            dispatch({ type: 'tool', tool });
          }}
        />
      ))}
      <ToolButton
        label={say('Invert')}
        keys="I"
        icon={<Contrast aria-hidden />}
        pressed={state.invert}
        onPress={() => {
          dispatch({ type: 'invert' });
        }}
      />
      <label className="v-mpr-field">
        <span>{say('Preset')}</span>
        <select
          aria-label={say('Preset')}
          value=""
          onChange={(event) => {
            const preset = presets[Number(event.target.value)];
            if (preset !== undefined) dispatch({ type: 'voi', ...windowOf(preset) });
          }}
        >
          <option value="" disabled>
            {say('Choose…')}
          </option>
          {presets.map(({ name }, at) => (
            <option key={`${String(at)} ${name}`} value={at}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {voi.kind === 'window' && (
        <div className="v-mpr-window">
          <WindowFields
            window={voi}
            onEnter={(entered) => {
              dispatch({ type: 'voi', voi: entered });
            }}
          />
        </div>
      )}
      <label className="v-mpr-field">
        <span>{say('Slab')}</span>
        <input
          type="range"
          aria-label={say('Slab')}
          min={0}
          max={thickestSlabMm}
          value={thicknessMm}
          aria-valuetext={thicknessMm === 0 ? say('off') : say('{n} millimetres', { n: thicknessMm })}
          onChange={(event) => {
            dispatch({ type: 'slab', slab: { thicknessMm: Number(event.target.value) } });
          }}
        />
        <output>{thicknessMm === 0 ? say('off') : `${String(thicknessMm)} mm`}</output>
      </label>
      {thicknessMm > 0 && (
        <label className="v-mpr-field">
          <span>{say('Projection')}</span>
          <select
            aria-label={say('Projection')}
            value={mode}
            onChange={(event) => {
              dispatch({ type: 'slab', slab: { mode: event.target.value as SlabMode } });
            }}
          >
            {Object.entries(slabTitles).map(([value, title]) => (
              <option key={value} value={value}>
                {say(title)}
              </option>
            ))}
          </select>
        </label>
      )}
      <ToolButton
        label={say('Reset')}
        keys="R"
        icon={<Maximize aria-hidden />}
        onPress={() => {
          dispatch({ type: 'reset' });
        }}
      />
      <ToolButton label={say('Save picture')} icon={<ImageDown aria-hidden />} onPress={onSave} />
      <ToolButton label={say('Close the planes')} keys="Escape" icon={<X aria-hidden />} onPress={onClose} />
    </div>
  );
}

import { Contrast, Crosshair, Maximize, SunMedium, X } from 'lucide-react';
import type { Preset } from '../core/presets.ts';
import { ToolButton } from '../view/tool-button.tsx';
import { thickestSlabMm, type MprAction, type MprState } from './core/mpr-state.ts';
import { slabTitles } from './core/mpr-words.ts';
import type { SlabMode } from './core/plane.ts';
import { say } from '../../words/say.ts';

export function MprControls({
  state,
  presets,
  dispatch,
  onClose,
}: {
  state: MprState;
  presets: readonly Preset[];
  dispatch: (action: MprAction) => void;
  onClose: () => void;
}) {
  const { mode, thicknessMm } = state.slab;
  return (
    <div className="v-mpr-controls" role="toolbar" aria-label={say('Planes')}>
      <ToolButton
        label={say('Move the crossing point')}
        icon={<Crosshair aria-hidden />}
        pressed={state.tool === 'cross'}
        onPress={() => {
          dispatch({ type: 'tool', tool: 'cross' });
        }}
      />
      <ToolButton
        label={say('Window')}
        icon={<SunMedium aria-hidden />}
        pressed={state.tool === 'window'}
        onPress={() => {
          dispatch({ type: 'tool', tool: 'window' });
        }}
      />
      <ToolButton
        label={say('Invert')}
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
            dispatch({ type: 'voi', voi: presets[Number(event.target.value)]?.voi });
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
        icon={<Maximize aria-hidden />}
        onPress={() => {
          dispatch({ type: 'reset' });
        }}
      />
      <ToolButton label={say('Close the planes')} keys="Escape" icon={<X aria-hidden />} onPress={onClose} />
    </div>
  );
}

import { Contrast, Crosshair, Maximize, SunMedium, X } from 'lucide-react';
import type { Preset } from '../core/presets.ts';
import { ToolButton } from '../view/tool-button.tsx';
import { thickestSlabMm, type MprAction, type MprState } from './core/mpr-state.ts';
import { slabTitles } from './core/mpr-words.ts';
import type { SlabMode } from './core/plane.ts';

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
    <div className="v-mpr-controls" role="toolbar" aria-label="Planes">
      <ToolButton
        label="Move the crossing point"
        icon={<Crosshair aria-hidden />}
        pressed={state.tool === 'cross'}
        onPress={() => {
          dispatch({ type: 'tool', tool: 'cross' });
        }}
      />
      <ToolButton
        label="Window"
        icon={<SunMedium aria-hidden />}
        pressed={state.tool === 'window'}
        onPress={() => {
          dispatch({ type: 'tool', tool: 'window' });
        }}
      />
      <ToolButton
        label="Invert"
        icon={<Contrast aria-hidden />}
        pressed={state.invert}
        onPress={() => {
          dispatch({ type: 'invert' });
        }}
      />
      <label className="v-mpr-field">
        <span>Preset</span>
        <select
          aria-label="Preset"
          value=""
          onChange={(event) => {
            dispatch({ type: 'voi', voi: presets[Number(event.target.value)]?.voi });
          }}
        >
          <option value="" disabled>
            Choose…
          </option>
          {presets.map(({ name }, at) => (
            <option key={`${String(at)} ${name}`} value={at}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className="v-mpr-field">
        <span>Slab</span>
        <input
          type="range"
          aria-label="Slab"
          min={0}
          max={thickestSlabMm}
          value={thicknessMm}
          aria-valuetext={thicknessMm === 0 ? 'off' : `${String(thicknessMm)} millimetres`}
          onChange={(event) => {
            dispatch({ type: 'slab', slab: { thicknessMm: Number(event.target.value) } });
          }}
        />
        <output>{thicknessMm === 0 ? 'off' : `${String(thicknessMm)} mm`}</output>
      </label>
      {thicknessMm > 0 && (
        <label className="v-mpr-field">
          <span>Projection</span>
          <select
            aria-label="Projection"
            value={mode}
            onChange={(event) => {
              dispatch({ type: 'slab', slab: { mode: event.target.value as SlabMode } });
            }}
          >
            {Object.entries(slabTitles).map(([value, title]) => (
              <option key={value} value={value}>
                {title}
              </option>
            ))}
          </select>
        </label>
      )}
      <ToolButton
        label="Reset"
        icon={<Maximize aria-hidden />}
        onPress={() => {
          dispatch({ type: 'reset' });
        }}
      />
      <ToolButton label="Close the planes" keys="Escape" icon={<X aria-hidden />} onPress={onClose} />
    </div>
  );
}

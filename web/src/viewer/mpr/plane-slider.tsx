import { depthRange, moveTo, type PlaneName } from './core/plane.ts';
import type { MprAction } from './core/mpr-state.ts';
import { planeTitles } from './core/mpr-words.ts';
import type { Vec3 } from './core/vector.ts';
import type { VolumeGeometry } from './core/volume-geometry.ts';
import { say } from '../../words/say.ts';

/** Through the volume along the plane's normal: for touch, and for who has no wheel. */
export function PlaneSlider({
  name,
  geometry,
  at,
  dispatch,
}: {
  name: PlaneName;
  geometry: VolumeGeometry;
  at: Vec3;
  dispatch: (action: MprAction) => void;
}) {
  const { steps, step } = depthRange(geometry, name, at);
  return (
    <input
      type="range"
      className="v-plane-slider"
      aria-label={say('{plane} plane through the volume', { plane: say(planeTitles[name]) })}
      min={0}
      max={steps}
      value={step}
      onChange={(event) => {
        dispatch({ type: 'at', at: moveTo(geometry, name, at, Number(event.target.value)) });
      }}
    />
  );
}

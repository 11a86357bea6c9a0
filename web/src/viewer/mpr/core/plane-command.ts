/** The viewer's own keys, as what they do in planes. */
import { zoomAround, type Point } from '../../core/gestures.ts';
import { windowOf, type Preset } from '../../core/presets.ts';
import type { Command } from '../../core/shortcuts.ts';
import type { MprAction, MprState } from './mpr-state.ts';
import { depthRange, moveTo } from './plane.ts';
import type { VolumeGeometry } from './volume-geometry.ts';

interface Now {
  state: MprState;
  geometry: VolumeGeometry;
  presets: readonly Preset[];
  /** Pixels of the active plane that a way on the screen crosses. */
  toPan: (way: Point) => Point;
}

const isTool = (tool: string): tool is MprState['tool'] =>
  tool === 'window' || tool === 'zoom' || tool === 'pan';

/** undefined where a key has no meaning here. */
export function planeCommand(
  command: Command,
  { state, geometry, presets, toPan }: Now,
): MprAction | undefined {
  const { active: plane, at } = state;
  const { zoom, pan } = state.placements[plane];
  switch (command.type) {
    case 'step':
    case 'stack-step':
      return { type: 'step', plane, by: command.by };
    case 'first-image':
      return { type: 'at', at: moveTo(geometry, plane, at, 0) };
    case 'last-image':
      return { type: 'at', at: moveTo(geometry, plane, at, depthRange(geometry, plane, at).steps) };
    case 'zoom-by':
      return { type: 'place', plane, ...zoomAround({ zoom, pan }, zoom * command.factor, { x: 0, y: 0 }) };
    case 'pan-by': {
      const way = toPan(command);
      return { type: 'place', plane, pan: { x: pan.x + way.x, y: pan.y + way.y } };
    }
    case 'fit':
      return { type: 'place', plane, zoom: 1, pan: { x: 0, y: 0 } };
    case 'tool':
      // The same key again goes back to the crossing point.
      if (!isTool(command.tool)) return undefined;
      return { type: 'tool', tool: state.tool === command.tool ? 'cross' : command.tool };
    case 'preset': {
      const preset = presets[command.number - 1];
      return preset && { type: 'voi', ...windowOf(preset) };
    }
    case 'voi':
      return { type: 'voi', voi: command.voi };
    case 'maximise':
      return { type: 'alone', plane };
    case 'invert':
    case 'reset':
      return { type: command.type };
    default:
      return undefined;
  }
}

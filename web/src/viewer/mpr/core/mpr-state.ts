/** What the reader has chosen in the view of three planes. */
import { withinZoom } from '../../core/zoom.ts';
import type { Voi } from '../../core/presets.ts';
import { keepInside, moveAlong, type PlaneName, type SlabMode } from './plane.ts';
import type { Vec3 } from './vector.ts';
import { middleOf, type VolumeGeometry } from './volume-geometry.ts';

export interface MprState {
  /** Where the planes cross. */
  at: Vec3;
  slab: { mode: SlabMode; thicknessMm: number };
  /** undefined: as the file asks. */
  voi: Voi | undefined;
  invert: boolean;
  /** What dragging does. */
  tool: 'cross' | 'window' | 'zoom' | 'pan';
  /** The plane that keys mean: the one last touched. */
  active: PlaneName;
  placements: Readonly<Record<PlaneName, { zoom: number; pan: { x: number; y: number } }>>;
  /** The one shown alone, if any. */
  alone: PlaneName | undefined;
}

export type MprAction =
  | { type: 'at'; at: Vec3 }
  | { type: 'step'; plane: PlaneName; by: number }
  | { type: 'slab'; slab: Partial<MprState['slab']> }
  | { type: 'voi'; voi: Voi | undefined; invert?: boolean }
  | { type: 'invert' }
  | { type: 'tool'; tool: MprState['tool'] }
  | { type: 'place'; plane: PlaneName; zoom?: number; pan?: { x: number; y: number } }
  | { type: 'active'; plane: PlaneName }
  | { type: 'alone'; plane: PlaneName }
  | { type: 'reset' };

const fitting = { zoom: 1, pan: { x: 0, y: 0 } };
export const thickestSlabMm = 60;

export const startMpr = (geometry: VolumeGeometry): MprState => ({
  at: middleOf(geometry),
  slab: { mode: 'mip', thicknessMm: 0 },
  voi: undefined,
  invert: false,
  tool: 'cross',
  active: 'axial',
  placements: { axial: fitting, coronal: fitting, sagittal: fitting },
  alone: undefined,
});

export const mprReducer =
  (geometry: VolumeGeometry) =>
  (state: MprState, action: MprAction): MprState => {
    switch (action.type) {
      case 'at':
        return { ...state, at: keepInside(geometry, action.at) };
      case 'step':
        return { ...state, at: moveAlong(geometry, action.plane, state.at, action.by) };
      case 'slab': {
        const slab = { ...state.slab, ...action.slab };
        return {
          ...state,
          slab: { ...slab, thicknessMm: Math.min(thickestSlabMm, Math.max(0, slab.thicknessMm)) },
        };
      }
      case 'voi':
        return { ...state, voi: action.voi, invert: action.invert ?? state.invert };
      case 'invert':
        return { ...state, invert: !state.invert };
      case 'tool':
        return { ...state, tool: action.tool };
      case 'place': {
        const before = state.placements[action.plane];
        const zoom = withinZoom(action.zoom ?? before.zoom);
        return {
          ...state,
          placements: { ...state.placements, [action.plane]: { zoom, pan: action.pan ?? before.pan } },
        };
      }
      case 'active':
        return state.active === action.plane ? state : { ...state, active: action.plane };
      case 'alone':
        return { ...state, alone: state.alone === action.plane ? undefined : action.plane };
      case 'reset':
        return { ...startMpr(geometry), tool: state.tool, active: state.active };
    }
  };
